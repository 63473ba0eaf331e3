//! Signals while a command runs: golive does not die of them but hands them on, and the record says so.

#[cfg(unix)]
pub(super) use unix::{Watch, name};

#[cfg(not(unix))]
pub(super) use elsewhere::{Watch, name};

#[cfg(unix)]
mod unix {
    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::{Handle, Signals};
    use signal_hook::low_level::signal_name;
    use std::io::{self, IsTerminal};
    use std::sync::{Arc, Mutex, PoisonError};
    use std::thread;

    /// What is known of the command and of the signals that came.
    #[derive(Debug, Default)]
    struct State {
        child: Option<Pid>,
        first: Option<i32>,
    }

    /// Hands signals on to a command.
    #[derive(Debug)]
    pub(in super::super) struct Watch {
        state: Arc<Mutex<State>>,
        handle: Handle,
    }

    impl Watch {
        /// From now on signals do not end golive.
        pub(in super::super) fn begin() -> io::Result<Self> {
            let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
            let state = Arc::new(Mutex::new(State::default()));
            let watch = Self { state: Arc::clone(&state), handle: signals.handle() };
            thread::spawn(move || signals.forever().for_each(|signal| came(&state, signal)));
            Ok(watch)
        }

        /// Hands on what comes from now on, and what came already.
        pub(in super::super) fn follow(&self, child: u32) {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.child = i32::try_from(child).ok().and_then(Pid::from_raw);
            if let (Some(child), Some(signal)) = (state.child, state.first) {
                hand_on(child, signal);
            }
        }

        /// Waits for the end of the command without taking its number from it, and hands nothing on any more.
        pub(in super::super) fn until_ended(&self) {
            let child = self.state.lock().unwrap_or_else(PoisonError::into_inner).child;
            let Some(child) = child else { return };
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            while matches!(waitid(WaitId::Pid(child), options), Err(rustix::io::Errno::INTR)) {}
            self.state.lock().unwrap_or_else(PoisonError::into_inner).child = None;
        }

        /// The first signal that came.
        pub(in super::super) fn end(&self) -> Option<String> {
            self.handle.close();
            self.state.lock().unwrap_or_else(PoisonError::into_inner).first.map(name)
        }
    }

    fn came(state: &Mutex<State>, signal: i32) {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.first.get_or_insert(signal);
        // What is typed at a terminal reaches the command by itself.
        let is_typed = matches!(signal, SIGINT | SIGQUIT) && io::stdin().is_terminal();
        if let Some(child) = state.child.filter(|_| !is_typed) {
            hand_on(child, signal);
        }
    }

    fn hand_on(child: Pid, signal: i32) {
        if let Some(signal) = Signal::from_named_raw(signal) {
            // A command that has ended needs no signal.
            let _ = kill_process(child, signal);
        }
    }

    /// `SIGTERM`.
    pub(in super::super) fn name(signal: i32) -> String {
        signal_name(signal).map_or_else(|| format!("signal {signal}"), ToOwned::to_owned)
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io;

    /// Nothing is handed on where there are no signals.
    #[derive(Debug)]
    pub(in super::super) struct Watch;

    impl Watch {
        pub(in super::super) fn begin() -> io::Result<Self> {
            Ok(Self)
        }

        pub(in super::super) fn follow(&self, _: u32) {}

        pub(in super::super) fn until_ended(&self) {}

        pub(in super::super) fn end(&self) -> Option<String> {
            None
        }
    }

    /// There are none.
    pub(in super::super) fn name(signal: i32) -> String {
        format!("signal {signal}")
    }
}
