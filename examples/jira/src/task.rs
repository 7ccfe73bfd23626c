use crate::Outcome;
use jira_client::Client;
use jira_client::types::operations::SearchForIssuesUsingJqlParams;

/// Returns the keys of the open issues of a project.
pub async fn open_issues(client: &Client, project: &str) -> Outcome<Vec<String>> {
    let params = SearchForIssuesUsingJqlParams {
        jql: Some(format!("project = {project} AND resolution IS EMPTY")),
        max_results: Some(100),
        ..Default::default()
    };
    let found = client.search_for_issues_using_jql(params).await?;
    let issues = found.issues.unwrap_or_default();
    Ok(issues.into_iter().filter_map(|issue| issue.key).collect())
}
