//! `serve`

use super::Failure;
use appmaker_tokens::{BASE_PATH, ServeLimits, Store, TokenService, app};
use axum::Router;
use clap::Args;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::ctrl_c;
use tokio::sync::Notify;

#[derive(Args)]
pub(super) struct Serve {
    /// Where to listen; port 0 takes one that is free
    #[arg(long, default_value = "127.0.0.1:5001")]
    address: SocketAddr,
    /// The database file, made if there is none
    #[arg(long, value_name = "FILE", default_value = "tokens.db")]
    database: PathBuf,
    /// How long a client may take for the head of a request
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    head_timeout: Duration,
    /// How long a client may take for the rest of a request
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    request_timeout: Duration,
    /// How many connections may be open at once
    #[arg(long, value_name = "NUMBER", default_value_t = ServeLimits::default().connections)]
    connections: usize,
}

/// Reads a time, which is not zero.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().map_err(|_| "expected a number")?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(time) if !time.is_zero() => Ok(time),
        _ => Err("expected a number greater than zero".to_owned()),
    }
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let store = Store::open(&self.database)?;
        if !store.has_users()? {
            eprintln!(
                "nobody can call yet: appmaker-tokens user add NAME --database {}",
                self.database.display()
            );
        }
        let listener = TcpListener::bind(self.address).await?;
        let limits = ServeLimits {
            head: self.head_timeout,
            request: self.request_timeout,
            connections: self.connections,
            ..ServeLimits::default()
        };
        let app = app(TokenService::new(Arc::new(store)));
        let finish = Arc::new(Notify::new());
        tokio::select! {
            // In this order: ctrl-c is heard before anybody is told that the server is there.
            biased;
            () = interrupts(&finish) => Ok(()),
            served = self::serve(listener, app, limits, Arc::clone(&finish)) => Ok(served?),
        }
    }
}

/// Says where it listens, and serves.
async fn serve(
    listener: TcpListener,
    app: Router,
    limits: ServeLimits,
    finish: Arc<Notify>,
) -> std::io::Result<()> {
    writeln!(
        std::io::stdout(),
        "listening on http://{}{BASE_PATH}",
        listener.local_addr()?
    )?;
    appmaker_tokens::serve(listener, app, limits, finish.notified_owned()).await
}

/// The first ctrl-c lets requests finish, the second does not wait for them: whatever was answered is on disk.
async fn interrupts(finish: &Notify) {
    interrupt().await;
    finish.notify_one();
    interrupt().await;
}

/// Where the signal cannot be heard, it ends the process at once, which loses nothing either.
async fn interrupt() {
    if ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
