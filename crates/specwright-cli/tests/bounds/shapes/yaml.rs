//! Shapes of constructs of YAML.

use super::{Shape, bounded, refused};
use crate::text::*;

/// The shapes.
pub const SHAPES: &[Shape] = &[
    refused("aliases of aliases", 12, 60, |n| {
        let lines: Vec<_> = (1..n)
            .map(|i| {
                format!(
                    "x-{i}: &a{i} [{}]\n",
                    vec![format!("*a{}", i - 1); 10].join(",")
                )
            })
            .collect();
        yaml(&format!("x-0: &a0 [1]\n{}", lines.concat()))
    }),
    bounded("many aliases of something large", 2_000, 100_000, |n| {
        yaml(&format!(
            "x-a: &a [{}]\nx-b: [{}]",
            many(n, |i| i.to_string()),
            vec!["*a"; n].join(",")
        ))
    }),
    refused("merge keys of merge keys", 12, 60, |n| {
        let lines: Vec<_> = (1..n).map(|i| format!("x-{i}: &a{i}\n  a: {{<<: *a{0}}}\n  b: {{<<: *a{0}}}\n  c: {{<<: *a{0}}}\n  d: {{<<: *a{0}}}\n", i - 1)).collect();
        yaml(&format!("x-0: &a0 {{e: 1}}\n{}", lines.concat()))
    }),
    bounded("many merge keys in one mapping", 5_000, 100_000, |n| {
        yaml(&format!(
            "x-a: [{}]\nx-b:\n{}",
            many(n, |i| format!("&a{i} {{k{i}: 1}}")),
            (0..n).map(|i| format!("  <<: *a{i}\n")).collect::<String>()
        ))
    }),
    bounded("many anchors", 10_000, 100_000, |n| {
        yaml(&format!("x-a: [{}]", many(n, |i| format!("&a{i} 1"))))
    }),
    refused("one key again and again", 5_000, 100_000, |n| {
        yaml(&format!("x-a: {{{}}}", vec!["a: 1"; n].join(",")))
    }),
];
