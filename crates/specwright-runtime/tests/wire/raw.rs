//! A server and a client of bytes, over sockets of this machine.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A response, as bytes.
pub enum Answer {
    /// All of it; the connection ends with it.
    Whole(String),
    /// The beginning; nothing more comes, and the connection stays.
    Begun(String),
}

/// A server that keeps what it was sent.
pub struct Server {
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server that answers each request, of which it is given head and body, and how many there were before.
    pub fn new(answer: impl Fn(&str, usize) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        thread::spawn(move || {
            let mut open = Vec::new();
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = read_message(&mut stream);
                let count = kept.lock().unwrap().len();
                kept.lock().unwrap().push(request.clone());
                match answer(&request, count) {
                    Answer::Whole(text) => {
                        stream.write_all(text.as_bytes()).unwrap();
                    }
                    Answer::Begun(text) => {
                        stream.write_all(text.as_bytes()).unwrap();
                        open.push(stream);
                    }
                }
            }
        });
        Self { url, requests }
    }

    /// A server that gives one answer to all.
    pub fn answering(text: &str) -> Self {
        let text = text.to_owned();
        Self::new(move |_, _| Answer::Whole(text.clone()))
    }

    /// The requests up to now.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// The first lines of the requests up to now, without the version.
    pub fn lines(&self) -> Vec<String> {
        let line = |request: &String| {
            let line = request.lines().next().unwrap();
            line.trim_end_matches(" HTTP/1.1").to_owned()
        };
        self.requests().iter().map(line).collect()
    }
}

/// A response, as text, with `Connection: close`.
pub fn response(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
}

/// The value of a header in a message.
pub fn header<'a>(message: &'a str, name: &str) -> Option<&'a str> {
    let lines = message.split("\r\n").take_while(|line| !line.is_empty());
    let mut fields = lines.filter_map(|line| line.split_once(':'));
    let field = fields.find(|(field, _)| field.eq_ignore_ascii_case(name));
    field.map(|(_, value)| value.trim())
}

/// A router that is served on a thread of its own.
pub struct Served(std::net::SocketAddr);

impl Served {
    pub fn new(router: axum::Router) -> Self {
        let (sender, receiver) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = { runtime }.enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                sender.send(listener.local_addr().unwrap()).unwrap();
                axum::serve(listener, router).await.unwrap();
            });
        });
        Self(receiver.recv().unwrap())
    }

    /// Returns the URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.0)
    }

    /// Returns the response to these bytes, up to the end of the connection.
    pub fn exchange(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.0).unwrap();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Returns the response to a request without a body.
    pub fn ask(&self, method: &str, path: &str, headers: &str) -> String {
        let request =
            format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n");
        self.exchange(request.as_bytes())
    }

    /// Returns the response to a request with a body.
    pub fn send(&self, path: &str, content_type: &str, body: &[u8]) -> String {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {content_type}\r\n\
             Content-Length: {}\r\n\r\n",
            body.len()
        );
        self.exchange(&[head.as_bytes(), body].concat())
    }
}

/// The status of a response.
pub fn status(response: &str) -> &str {
    response.split(' ').nth(1).unwrap_or_default()
}

/// The body of a message.
pub fn body(message: &str) -> &str {
    message.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// A request, with as much body as its head says.
fn read_message(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = header(head, "content-length").map_or(0, |it| it.parse().unwrap());
            if body.len() >= length {
                return text;
            }
        }
        let read = stream.read(&mut buffer).unwrap();
        bytes.extend_from_slice(&buffer[..read]);
        if read == 0 {
            return String::from_utf8_lossy(&bytes).into_owned();
        }
    }
}
