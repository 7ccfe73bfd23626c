//! Limits of a server: connections that never finish, and peers and accounts that fail repeatedly.

use crate::support::{Outcome, World, one_week};
use appmaker_tokens::{Peer, ServeLimits, Store, TokenService, app, now, serve, sign_in};
use appmaker_types::{GenericErrorResponse, Slug};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, Response};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tower_service::Service;

/// Short enough for a test, long enough for a busy machine.
const SHORT: Duration = Duration::from_millis(500);
/// The timeout of a test.
const PATIENCE: Duration = Duration::from_secs(60);

struct Served {
    address: SocketAddr,
    bearer: String,
    finish: oneshot::Sender<()>,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

fn service() -> Outcome<(Router, Arc<Store>, String)> {
    let store = Arc::new(Store::in_memory()?);
    store.add_user("ada", &Slug::literal("acme"), now())?;
    let bearer = sign_in(&store, "ada", now())?.1.expose().to_owned();
    Ok((app(TokenService::new(Arc::clone(&store))), store, bearer))
}

async fn start(limits: ServeLimits) -> Outcome<Served> {
    let (app, _, bearer) = service()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (finish, finished) = oneshot::channel();
    let task = tokio::spawn(serve(listener, app, limits, async {
        let _ = finished.await;
    }));
    Ok(Served {
        address,
        bearer,
        finish,
        task,
    })
}

fn short() -> ServeLimits {
    ServeLimits {
        head: SHORT,
        request: SHORT,
        ..ServeLimits::default()
    }
}

/// All that comes until the connection is closed.
async fn rest(mut stream: TcpStream) -> Outcome<String> {
    let mut answer = Vec::new();
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut answer)).await?;
    match read {
        Err(error) if error.kind() != std::io::ErrorKind::ConnectionReset => Err(error.into()),
        _ => Ok(String::from_utf8(answer)?),
    }
}

async fn connect(served: &Served, sent: &str) -> Outcome<TcpStream> {
    let mut stream = TcpStream::connect(served.address).await?;
    stream.write_all(sent.as_bytes()).await?;
    Ok(stream)
}

fn list(served: &Served, connection: &str) -> String {
    format!(
        "GET /api/v1/me/tokens HTTP/1.1\r\nhost: h\r\nauthorization: Bearer {}\r\nconnection: {connection}\r\n\r\n",
        served.bearer
    )
}

/// A body of which one byte is sent.
fn half_a_body(served: &Served) -> String {
    let list = list(served, "keep-alive").replace("GET", "POST");
    let more = "content-type: application/json\r\ncontent-length: 60\r\n\r\n{";
    format!("{}{more}", &list[..list.len() - 2])
}

#[tokio::test]
async fn connections_that_are_never_done_are_closed() -> Outcome {
    let served = start(short()).await?;
    let half_head = "GET /api/v1/me/tokens HTTP/1.1\r\nhost: h\r\nx-a";
    let mut open = Vec::new();
    for sent in ["", "G", half_head, &half_a_body(&served)] {
        for _ in 0..20 {
            open.push((sent.len(), connect(&served, sent).await?));
        }
    }
    // One byte after the other, of the head and of the body.
    for begun in [half_head.to_owned(), half_a_body(&served)] {
        let (mut reader, mut writer) = connect(&served, &begun).await?.into_split();
        tokio::spawn(async move {
            while writer.write_all(b"1").await.is_ok() {
                tokio::time::sleep(SHORT / 10).await;
            }
        });
        let mut answer = Vec::new();
        let read = tokio::time::timeout(PATIENCE, reader.read_to_end(&mut answer)).await?;
        assert!(read.is_ok() || answer.is_empty() || answer.starts_with(b"HTTP/1.1 408"));
    }
    // Whoever keeps to the rules is served meanwhile.
    let answer = rest(connect(&served, &list(&served, "close")).await?).await?;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    for (sent, stream) in open {
        let answer = rest(stream).await?;
        let is_timeout = answer.starts_with("HTTP/1.1 408 ");
        assert!(is_timeout || answer.is_empty(), "{sent}: {answer}");
        assert_eq!(is_timeout, sent > 100, "{sent}: {answer}");
    }
    Ok(())
}

#[tokio::test]
async fn a_connection_without_a_next_request_is_closed() -> Outcome {
    let served = start(short()).await?;
    let answer = rest(connect(&served, &list(&served, "keep-alive")).await?).await?;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    Ok(())
}

#[tokio::test]
async fn a_connection_too_many_displaces_an_idle_one() -> Outcome {
    // Nothing is closed for its time.
    let served = start(ServeLimits {
        connections: 8,
        head: PATIENCE * 10,
        request: PATIENCE * 10,
        ..ServeLimits::default()
    })
    .await?;
    let mut idle = Vec::new();
    for _ in 0..50 {
        idle.push(connect(&served, "GET").await?);
    }
    let answer = rest(connect(&served, &list(&served, "close")).await?).await?;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    // The oldest are gone.
    for stream in idle.into_iter().take(40) {
        assert_eq!(rest(stream).await?, "");
    }
    Ok(())
}

#[tokio::test]
async fn a_server_that_finishes_waits_for_nobody_for_ever() -> Outcome {
    let served = start(short()).await?;
    let half_open = connect(&served, "GET").await?;
    let half_a_body = connect(&served, &half_a_body(&served)).await?;
    tokio::time::sleep(SHORT / 10).await;
    let _ = served.finish.send(());
    tokio::time::timeout(PATIENCE, served.task).await???;
    drop((half_open, half_a_body));
    Ok(())
}

async fn ask(app: &Router, peer: Option<&str>, bearer: &str) -> Outcome<Response<Bytes>> {
    let mut request =
        Request::get("/api/v1/me/tokens").header("authorization", format!("Bearer {bearer}"));
    if let Some(peer) = peer {
        request = request.extension(Peer(peer.parse::<IpAddr>()?));
    }
    let response = app.clone().call(request.body(Body::empty())?).await?;
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await?;
    Ok(Response::from_parts(head, body))
}

/// Fails until it is refused, and gives back that answer.
async fn until_refused(app: &Router, peer: Option<&str>, bearer: &str) -> Outcome<Response<Bytes>> {
    for _ in 0..1000 {
        let response = ask(app, peer, bearer).await?;
        match response.status().as_u16() {
            401 | 403 => {}
            429 => return Ok(response),
            other => panic!("{other}"),
        }
    }
    panic!("it may fail for ever")
}

#[tokio::test]
async fn a_peer_that_fails_too_often_is_refused() -> Outcome {
    let (app, _, bearer) = service()?;
    let peer = Some("192.0.2.1");
    let refused = until_refused(&app, peer, "ams_guessed").await?;
    let wait: u64 = refused.headers()["retry-after"].to_str()?.parse()?;
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(refused.headers()["x-content-type-options"], "nosniff");
    let body: GenericErrorResponse = serde_json::from_slice(refused.body())?;
    assert!(
        format!("{:?}", body.api_error).contains("Too many failures"),
        "{body:?}"
    );
    // Right or wrong: nobody looks at its credentials for a while.
    assert_eq!(ask(&app, peer, &bearer).await?.status(), 429);
    // Others are none the worse for it.
    for peer in [Some("192.0.2.2"), Some("2001:db8::1"), None] {
        assert_eq!(ask(&app, peer, &bearer).await?.status(), 200);
    }
    // One who is not known is limited as well.
    until_refused(&app, None, "ams_guessed").await?;
    Ok(())
}

#[tokio::test]
async fn an_account_that_fails_too_often_is_told_so_and_not_locked_out() -> Outcome {
    let (app, store, bearer) = service()?;
    store.set_suspended("ada", true)?;
    // From ever other addresses.
    let mut statuses = Vec::new();
    for index in 0..100 {
        let peer = format!("192.0.2.{index}");
        statuses.push(ask(&app, Some(&peer), &bearer).await?.status().as_u16());
    }
    assert_eq!((statuses[0], statuses[99]), (403, 429));
    store.set_suspended("ada", false)?;
    assert_eq!(ask(&app, Some("192.0.2.1"), &bearer).await?.status(), 200);
    Ok(())
}

#[test]
fn a_user_cannot_sign_in_for_ever() -> Outcome {
    let store = Store::in_memory()?;
    let now = now();
    for name in ["ada", "bob"] {
        store.add_user(name, &Slug::literal("acme"), now)?;
    }
    let refused = (0..1000).find_map(|_| sign_in(&store, "ada", now).err());
    let text = refused.ok_or("no limit")?.to_string();
    assert!(text.contains("too often"), "{text}");
    sign_in(&store, "bob", now)?;
    sign_in(&store, "ada", now + jiff::SignedDuration::from_mins(2))?;
    Ok(())
}

#[tokio::test]
async fn a_token_cannot_outlive_the_one_that_made_it() -> Outcome {
    let world = World::in_memory()?;
    let parent = world
        .signed_in("ada")?
        .create_user_access_token(one_week("parent", &["a:b"]))
        .await?;
    world.turn_clock_forward(3);
    let mut maker = world.with_token(&parent)?;
    for lifetime in ["one-week", "one-year", "one-month"] {
        let request = appmaker_types::CreateUserAccessTokenRequest {
            lifetime: lifetime.parse()?,
            ..one_week("child", &["a:b"])
        };
        let child = maker.create_user_access_token(request).await?;
        assert_eq!(child.expires_on, parent.expires_on, "{lifetime}");
        // Neither can the child of the child.
        maker = world.with_token(&child)?;
    }
    world.turn_clock_forward(4);
    assert!(maker.get_user_access_tokens().await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_token_is_revoked_with_all_that_it_made() -> Outcome {
    let world = World::in_memory()?;
    let ada = world.signed_in("ada")?;
    let parent = ada
        .create_user_access_token(one_week("parent", &[]))
        .await?;
    let child = world
        .with_token(&parent)?
        .create_user_access_token(one_week("child", &[]))
        .await?;
    let grandchild = world
        .with_token(&child)?
        .create_user_access_token(one_week("grandchild", &[]))
        .await?;
    let other = ada.create_user_access_token(one_week("other", &[])).await?;
    ada.delete_user_access_token(parent.id.ok_or("an id")?)
        .await?;
    for token in [&parent, &child, &grandchild] {
        let refused = world.with_token(token)?.get_user_access_tokens().await;
        assert_eq!(refused.map_err(|error| error.status()), Err(Some(401)));
    }
    let left = world.with_token(&other)?.get_user_access_tokens().await?;
    assert_eq!(left.len(), 1);
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_is_its_owners() -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("tokens.db");
    let check = || -> Outcome<usize> {
        let mut count = 0;
        for file in std::fs::read_dir(folder.path())? {
            let file = file?;
            let mode = file.metadata()?.permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{:?}", file.path());
            count += 1;
        }
        Ok(count)
    };
    let store = Store::open(&path)?;
    store.add_user("ada", &Slug::literal("acme"), now())?;
    // With the log and the index of it.
    assert_eq!(check()?, 3);
    // One that others could read is taken from them.
    for name in ["tokens.db", "tokens.db-wal", "tokens.db-shm"] {
        let open = std::fs::Permissions::from_mode(0o666);
        std::fs::set_permissions(folder.path().join(name), open)?;
    }
    let again = Store::open(&path)?;
    assert_eq!((check()?, again.has_users()?), (3, true));
    assert!(Store::open(folder.path()).is_err());
    Ok(())
}
