use crate::Outcome;
use kubernetes_client::Client;
use kubernetes_client::types::{Container, ObjectMeta, Pod, PodSpec};

/// Starts a pod with one container.
pub async fn start(client: &Client, name: &str, image: &str) -> Outcome<Pod> {
    let container = Container {
        image: Some(image.to_owned()),
        ..Container::new(name)
    };
    let pod = Pod {
        metadata: Some(ObjectMeta {
            name: Some(name.to_owned()),
            ..Default::default()
        }),
        spec: Some(PodSpec::new([container])),
        ..Default::default()
    };
    let created = client.create_core_v1_namespaced_pod("default", Default::default(), pod);
    Ok(created.await?.into_value())
}
