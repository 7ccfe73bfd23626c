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
    /// Address to listen on; port 0 selects a free port
    #[arg(long, default_value = "127.0.0.1:5001")]
    address: SocketAddr,
    /// Database file, created if it does not exist
    #[arg(long, value_name = "FILE", default_value = "tokens.db")]
    database: PathBuf,
    /// Timeout for the head of a request
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    head_timeout: Duration,
    /// Timeout for the rest of a request
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    request_timeout: Duration,
    /// Maximum number of open connections
    #[arg(long, value_name = "NUMBER", default_value_t = ServeLimits::default().connections)]
    connections: usize,
}

/// Parses a positive number of seconds.
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
            // In this order: ctrl-c is handled before the address is printed.
            biased;
            () = interrupts(&finish) => Ok(()),
            served = self::serve(listener, app, limits, Arc::clone(&finish)) => Ok(served?),
        }
    }
}

/// Prints the address and serves.
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

/// Stops on ctrl-c: the first lets requests finish, the second does not wait. Every completed request is on disk.
async fn interrupts(finish: &Notify) {
    interrupt().await;
    finish.notify_one();
    interrupt().await;
}

/// Waits for the signal. If it cannot be handled, it ends the process at once, which loses no data either.
async fn interrupt() {
    if ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
