//! `serve`

use super::Failure;
use appmaker_tokens::{BASE_PATH, Store, TokenService, app};
use axum::Router;
use clap::Args;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
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
        let app = app(TokenService::new(Arc::new(store)));
        let finish = Arc::new(Notify::new());
        tokio::select! {
            // In this order: ctrl-c is heard before anybody is told that the server is there.
            biased;
            () = interrupts(&finish) => Ok(()),
            served = serve(listener, app, Arc::clone(&finish)) => Ok(served?),
        }
    }
}

/// Serves until told to finish, and then until the last request is answered.
async fn serve(listener: TcpListener, app: Router, finish: Arc<Notify>) -> std::io::Result<()> {
    writeln!(
        std::io::stdout(),
        "listening on http://{}{BASE_PATH}",
        listener.local_addr()?
    )?;
    axum::serve(listener, app)
        .with_graceful_shutdown(finish.notified_owned())
        .await
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
