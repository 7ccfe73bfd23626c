//! A server on loopback that gives prepared answers and records the requests.

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// A prepared answer.
pub struct Answer {
    /// The status line without the version, and header lines, each ended by CR LF.
    head: String,
    body: String,
}

impl Answer {
    /// An answer whose body is JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Self {
            head: format!("{status} Scripted\r\ncontent-type: application/json\r\n"),
            body: body.to_owned(),
        }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head += &format!("{name}: {value}\r\n");
        self
    }
}

/// A request as it was received.
pub struct Request {
    /// The method and the target, e.g. `GET /pets?limit=2`.
    pub line: String,
    /// The header lines, with names in lower case.
    pub headers: Vec<String>,
    /// The body, as text.
    pub body: String,
}

/// A running server. It stops with the program.
pub struct Server {
    url: String,
    requests: Receiver<Request>,
}

impl Server {
    /// Starts a server on a free port. It gives the answers in order, one for each request.
    pub fn start(answers: impl IntoIterator<Item = Answer>) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let (sender, requests) = channel();
        let answers: Vec<Answer> = answers.into_iter().collect();
        thread::spawn(move || serve(&listener, &answers, &sender));
        Ok(Self { url, requests })
    }

    /// Returns the base URL.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Returns the next request that was received.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    pub fn request(&self) -> Request {
        self.requests.try_recv().expect("no request was received")
    }
}

fn serve(listener: &TcpListener, answers: &[Answer], requests: &Sender<Request>) -> Result<()> {
    for answer in answers {
        let (mut connection, _) = listener.accept()?;
        let request = read(&mut connection)?;
        // The receiver lives as long as the server.
        let _ = requests.send(request);
        let (head, body) = (&answer.head, &answer.body);
        let length = body.len();
        write!(
            connection,
            "HTTP/1.1 {head}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )?;
    }
    Ok(())
}

fn read(connection: &mut TcpStream) -> Result<Request> {
    let mut reader = BufReader::new(connection);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let line = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    let mut headers = Vec::new();
    let mut length = 0;
    loop {
        let mut text = String::new();
        reader.read_line(&mut text)?;
        let Some((name, value)) = text.trim_end().split_once(": ") else {
            break;
        };
        let name = name.to_ascii_lowercase();
        if name == "content-length" {
            length = value.parse().unwrap_or(0);
        }
        headers.push(format!("{name}: {value}"));
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Request {
        line,
        headers,
        body,
    })
}
