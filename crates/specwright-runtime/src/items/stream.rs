//! Decodes the items of a body as they arrive.

use super::split::{Cutter, Item, TooLarge};
use crate::codec::Deviating;
use crate::deviation::ReadAs;
use crate::shown::shown;
use crate::{Framing, Json, Path, Report, Stream, StreamError};
use std::task::{Poll, ready};

/// Returns the items of a body in chunks; an item larger than the limit is an error.
pub(crate) fn read<T: Json + 'static>(
    framing: Framing,
    mut chunks: Stream<bytes::Bytes>,
    limit: usize,
    mut deviating: Deviating,
) -> Stream<T> {
    let mut cutter = Cutter::new(framing, limit);
    let mut is_over = false;
    let mut is_finished = false;
    Stream::from_poll(move |context| {
        loop {
            if is_over {
                return Poll::Ready(None);
            }
            match cutter.next() {
                Ok(Some(item)) if item.is_done::<T>(framing) => is_over = true,
                Ok(Some(item)) => return Poll::Ready(Some(item.read(framing, &mut deviating))),
                Err(TooLarge) => {
                    is_over = true;
                    return Poll::Ready(Some(Err(StreamError::TooLarge)));
                }
                Ok(None) if is_finished => is_over = true,
                Ok(None) => match ready!(chunks.poll(context)) {
                    Some(Ok(chunk)) => cutter.push(&chunk),
                    Some(Err(error)) => {
                        is_over = true;
                        return Poll::Ready(Some(Err(error)));
                    }
                    None => {
                        cutter.finish();
                        is_finished = true;
                    }
                },
            }
        }
    })
}

impl Item {
    fn read<T: Json>(&self, framing: Framing, deviating: &mut Deviating) -> Result<T, StreamError> {
        let _lenient = crate::json::time::Lenient::begin();
        let value = deviating.item(|reading| {
            let value: T = reading.item(|| Ok(self.readings::<T>(framing)?.best::<T>()))?;
            if reading.is_tolerant() {
                let check = |report: &mut Report| value.check(&Path::ROOT, report);
                reading.report(ReadAs::Received, check);
            }
            Ok(value)
        });
        value.map_err(|reason| StreamError::Unreadable {
            item: String::from_utf8_lossy(&self.text).into_owned(),
            reason: shown(reason),
        })
    }
}
