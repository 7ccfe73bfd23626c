//! The progress of a run on a terminal: a line that shows the step and the time of a run that takes long.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The time after which a run takes long.
const LONG: Duration = Duration::from_millis(500);

/// The time between two updates of the line.
const UPDATE: Duration = Duration::from_millis(200);

/// The sequence that removes the line.
const CLEAR: &str = "\r\x1b[K";

/// A line of progress.
#[derive(Debug)]
pub(crate) struct Progress {
    state: Mutex<State>,
    stopped: Condvar,
    print: fn(&str),
}

#[derive(Debug, Default)]
struct State {
    /// The step, and the beginning of the run.
    step: Option<(&'static str, Instant)>,
    is_running: bool,
    is_drawn: bool,
}

impl Progress {
    pub fn new(print: fn(&str)) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::default(),
            stopped: Condvar::new(),
            print,
        })
    }

    /// Begins a step of a run.
    pub fn begin(self: &Arc<Self>, step: &'static str) {
        let mut state = self.state();
        let begun = state.step.map_or_else(Instant::now, |(_, begun)| begun);
        state.step = Some((step, begun));
        if !state.is_running {
            let progress = Arc::clone(self);
            // Without a thread, there is no line.
            let spawned = thread::Builder::new().spawn(move || progress.run());
            state.is_running = spawned.is_ok();
        }
    }

    /// Ends the run, and removes the line.
    pub fn stop(&self) {
        let mut state = self.state();
        state.step = None;
        if std::mem::take(&mut state.is_drawn) {
            (self.print)(CLEAR);
        }
        self.stopped.notify_all();
    }

    /// Draws the line from time to time until the run ends.
    fn run(&self) {
        let mut state = self.state();
        while let Some((step, begun)) = state.step {
            let time = begun.elapsed();
            if time >= LONG {
                (self.print)(&format!("{CLEAR}{step} … {} s", time.as_secs()));
                state.is_drawn = true;
            }
            let waited = self.stopped.wait_timeout(state, UPDATE);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.is_running = false;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static PRINTED: Mutex<String> = Mutex::new(String::new());

    #[test]
    fn a_long_run_has_a_line_until_it_ends() {
        let print = |text: &str| PRINTED.lock().unwrap().push_str(text);
        let progress = Progress::new(print);
        progress.stop();
        progress.begin("reading");
        progress.begin("writing");
        while !PRINTED.lock().unwrap().contains("writing … ") {
            thread::sleep(Duration::from_millis(10));
        }
        progress.stop();
        let text = PRINTED.lock().unwrap().clone();
        assert!(
            text.ends_with(CLEAR) && !text.contains("reading"),
            "{text:?}"
        );
        while progress.state().is_running {
            thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(*PRINTED.lock().unwrap(), text);
    }
}
