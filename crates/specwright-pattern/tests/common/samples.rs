//! Strings that a matcher admits, and similar strings.

use specwright_pattern::{Compiled, Matcher, Run, Table, table};

use specwright_testing::Random;

/// Returns strings to test a matcher with.
pub fn samples(
    compiled: &Compiled,
    pattern: &str,
    random: &mut Random,
    count: usize,
) -> Vec<String> {
    let mut samples = vec![String::new()];
    let table = table(pattern).ok().flatten();
    for _ in 0..count {
        let sample = match (&compiled.matcher, &table) {
            (Matcher::Runs(runs), _) => Some(of_runs(runs, random)),
            (Matcher::Always | Matcher::Never | Matcher::Program(_), _) | (_, None) => {
                Some("a1-B_.".to_owned())
            }
            (_, Some(table)) => of_table(table, random),
        };
        let sample = sample.unwrap_or_default();
        samples.push(altered(&sample, random));
        samples.push(sample);
    }
    samples
}

fn of_runs(runs: &[Run], random: &mut Random) -> String {
    let mut text = String::new();
    for run in runs {
        let spread = run.max.map_or(20, |max| max - run.min).min(200) as usize;
        let length = run.min as usize + random.below(spread + 1);
        let characters: Vec<u8> = (0..0x80).filter(|&byte| run.set.contains(byte)).collect();
        text.extend((0..length).map(|_| char::from(*random.pick(&characters))));
    }
    text
}

/// Walks at random for some steps, and then takes the shortest path to acceptance.
fn of_table(table: &Table, random: &mut Random) -> Option<String> {
    let distances = distances(table);
    let mut state = table.start;
    let mut text = Vec::new();
    let mut steps = random.below(40);
    loop {
        let distance = distances[usize::from(state) / table.stride];
        if steps == 0 && distance == 0 {
            return String::from_utf8(text).ok();
        }
        let bytes: Vec<(u8, u16)> = (0..=255)
            .map(|byte: u8| {
                let class = usize::from(table.classes[usize::from(byte)]);
                (byte, table.transitions[usize::from(state) + class])
            })
            .filter(|(_, next)| {
                let left = distances[usize::from(*next) / table.stride];
                left != usize::MAX && (steps > 0 || left < distance)
            })
            .collect();
        if bytes.is_empty() {
            steps = 0;
            if distance != 0 {
                return None;
            }
            continue;
        }
        // Random bytes that are not ASCII are rarely valid UTF-8.
        let ascii: Vec<_> = bytes
            .iter()
            .copied()
            .filter(|(byte, _)| byte.is_ascii())
            .collect();
        let prefers_ascii = !ascii.is_empty() && random.below(8) > 0;
        let (byte, next) = *random.pick(if prefers_ascii { &ascii } else { &bytes });
        text.push(byte);
        state = next;
        steps = steps.saturating_sub(1);
    }
}

/// Returns the distance of each state from acceptance.
fn distances(table: &Table) -> Vec<usize> {
    let count = table.transitions.len() / table.stride;
    let accepts = |row: usize| {
        let state = row * table.stride;
        state < usize::from(table.forever) || state >= usize::from(table.accepting)
    };
    let mut distances: Vec<usize> = (0..count)
        .map(|row| if accepts(row) { 0 } else { usize::MAX })
        .collect();
    for distance in 0..count {
        for row in 0..count {
            let mut cells = table.transitions[row * table.stride..][..table.stride].iter();
            if distances[row] == usize::MAX
                && cells.any(|&next| distances[usize::from(next) / table.stride] == distance)
            {
                distances[row] = distance + 1;
            }
        }
    }
    distances
}

/// Returns the string with one character added, removed or changed.
fn altered(text: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = random.below(characters.len() + 1);
    let new = *random.pick(&[
        'a', 'Z', '0', '9', '-', '_', '.', ':', '/', ' ', '\n', 'é', '\u{2028}', '🐲',
    ]);
    match random.below(3) {
        0 => characters.insert(at, new),
        1 if at < characters.len() => characters[at] = new,
        _ if at < characters.len() => drop(characters.remove(at)),
        _ => characters.push(new),
    }
    characters.into_iter().collect()
}
