//! Items as they come: what a client reads while the body lasts.

use super::cut::{Cutter, Item, TooLarge};
use crate::json::reason::read_item;
use crate::shown::shown;
use crate::{Framing, Json, Stream, StreamError};
use std::task::{Poll, ready};

/// The items of a body that comes in chunks; none of them may be larger than the limit.
pub(crate) fn read<T: Json + 'static>(
    framing: Framing,
    mut chunks: Stream<bytes::Bytes>,
    limit: usize,
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
                Ok(Some(item)) => return Poll::Ready(Some(item.read(framing))),
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
    fn read<T: Json>(&self, framing: Framing) -> Result<T, StreamError> {
        let read = || read_item(|| Ok(self.readings::<T>(framing)?.best::<T>()));
        let value = crate::json::time::loosely(read);
        value.map_err(|reason| StreamError::Unreadable {
            item: String::from_utf8_lossy(&self.text).into_owned(),
            reason: shown(reason),
        })
    }
}
