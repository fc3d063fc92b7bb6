//! The events of a task as a `futures::Stream`. A crate of its own, so that `conch` needs no other.
//!
//! ```no_run
//! # fn example(task: conch::Task) {
//! let events = conch_stream::EventStream::from(task.events()); // for StreamExt::next and the like
//! # }
//! ```

use std::pin::Pin;
use std::task::{Context, Poll};

use conch::{Event, Events};
use futures_core::stream::{FusedStream, Stream};

/// Ends behind the DONE event.
pub struct EventStream(Events);

impl From<Events> for EventStream {
    fn from(events: Events) -> EventStream {
        EventStream(events)
    }
}

impl Stream for EventStream {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Event>> {
        self.0.poll_next(context)
    }
}

impl FusedStream for EventStream {
    fn is_terminated(&self) -> bool {
        self.0.is_over()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use conch::{Client, ClientOptions, EventType, Operation};
    use std::sync::Arc;
    use std::task::{Wake, Waker};
    use std::thread::{self, Thread};

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    #[test]
    fn the_stream_wakes_its_reader_and_ends_behind_done() {
        let options = ClientOptions { base_url: Some("emulator:".into()), ..Default::default() };
        let client = Client::new(&options).unwrap();
        let task = client.call(Operation::ACCOUNTS_LIST, "{}").unwrap();
        let mut stream = EventStream::from(task.events());
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut last = None;
        loop {
            match Pin::new(&mut stream).poll_next(&mut context) {
                Poll::Pending => thread::park(),
                Poll::Ready(Some(event)) => last = Some(event.kind),
                Poll::Ready(None) => break,
            }
        }
        assert_eq!(last, Some(EventType::DONE));
        assert!(stream.is_terminated());
    }
}
