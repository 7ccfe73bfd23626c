//! Tests with samples that every type of the API is read, validated and written as the document requires.

use appmaker_types::runtime::sample::{Proof, Sample, prove};
use appmaker_types::runtime::{Validate, json};
use appmaker_types::*;
use proptest::prelude::*;

const TYPES: &[fn(u64) -> Proof] = &[
    prove::<BadRequestError>,
    prove::<CreateUserAccessTokenRequest>,
    prove::<GenericErrorResponse>,
    prove::<GetUserAccessTokensResponseItem>,
    prove::<MongoId>,
    prove::<Organization>,
    prove::<Slug>,
    prove::<Status>,
    prove::<TokenLifetime>,
    prove::<UserAccessToken>,
];

#[test]
fn every_sample_comes_back_and_every_broken_one_is_refused() {
    const SEEDS: u32 = 40;
    for prove in TYPES {
        let proof = prove(SEEDS.into());
        assert_eq!(proof.faults, [""; 0]);
        assert_eq!((proof.samples, proof.missing), (SEEDS, None));
        assert!(proof.broken > 0);
    }
}

#[test]
fn each_constraint_of_an_organization_is_broken() {
    let broken: Vec<_> = Organization::broken(1).collect();
    for (place, keyword) in [
        ("", "required"),
        ("/_id", "pattern"),
        ("/name", "minLength"),
        ("/name", "maxLength"),
        ("/slug", "pattern"),
        ("/status", "enum"),
        ("/createdAt", "format"),
        ("/isExecutive", "type"),
    ] {
        let is_it = |it: &&_| {
            let it: &appmaker_types::runtime::sample::Broken = it;
            (it.instance(), it.keyword()) == (place, keyword)
        };
        assert!(broken.iter().find(is_it).is_some(), "{keyword} at {place}");
    }
}

proptest! {
    #[test]
    fn values_round_trip(token in UserAccessToken::strategy()) {
        prop_assert!(token.validate().is_ok());
        let written = json::to_vec(&token).unwrap();
        prop_assert_eq!(json::from_slice::<UserAccessToken>(&written).unwrap(), token);
    }
}
