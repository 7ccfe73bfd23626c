use crate::Outcome;
use github_client::Client;
use github_client::types::{IssuesListForRepo, IssuesListForRepoParams};

/// Returns the titles of the newest issues, and true if there are more.
pub async fn newest(client: &Client, owner: &str, repo: &str) -> Outcome<(Vec<String>, bool)> {
    let request = IssuesListForRepo {
        params: IssuesListForRepoParams {
            per_page: Some(2),
            ..Default::default()
        },
        ..IssuesListForRepo::new(owner, repo)
    };
    let answer = client.call(&request).await?;
    let is_more = answer.headers().contains_key("link");
    let issues = answer.into_value().body;
    let titles = issues.into_iter().map(|issue| issue.title);
    Ok((titles.collect(), is_more))
}
