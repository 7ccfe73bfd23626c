//! Searches for issues.

mod task;

use jira_client::{Client, Server};
use scripted::Answer;
use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const FOUND: &str = r#"{
    "startAt": 0, "maxResults": 100, "total": 2,
    "issues": [{"id": "10002", "key": "DEMO-1"}, {"id": "10004", "key": "DEMO-2"}]
}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let server = scripted::Server::start([Answer::json(200, FOUND)])?;
    let client = Client::builder()
        .server(Server::Custom(server.url()))
        .basic_auth("ada", "secret")
        .build()?;

    assert_eq!(
        task::open_issues(&client, "DEMO").await?,
        ["DEMO-1", "DEMO-2"]
    );

    let request = server.request();
    let (path, query) = request.line.split_once('?').unwrap_or((&request.line, ""));
    assert_eq!(path, "GET /rest/api/3/search");
    assert_eq!(
        query,
        "jql=project%20%3D%20DEMO%20AND%20resolution%20IS%20EMPTY&maxResults=100"
    );
    assert!(
        request
            .headers
            .contains(&"authorization: Basic YWRhOnNlY3JldA==".to_owned())
    );
    Ok(())
}
