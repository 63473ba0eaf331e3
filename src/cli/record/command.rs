//! A command of the user's: run with its output passed on as it comes, counted, hashed, and its end kept.

use super::private::Private;
use super::signals;
use crate::model::record_file::{Output, Stream};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// So many bytes of the end of a stream are kept while it runs.
const KEPT: usize = 16 << 10;
/// And so many lines of them, each of so many characters, are recorded.
const LINES: usize = 20;
const LINE: usize = 300;

/// So long what a command left behind may go on writing when the command has ended.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the shell says of a command that it does not find, and of one that it may not run.
const NOT_FOUND: u8 = 127;
const NOT_RUNNABLE: u8 = 126;
/// What it adds to the number of a signal.
const SIGNAL: i32 = 128;

/// How a command ended.
#[derive(Debug)]
pub(super) enum End {
    /// With an exit status.
    Exited(i32),
    /// By a signal.
    Signalled(i32),
    /// Before it began.
    NotStarted(io::Error),
}

impl End {
    /// The exit code of a shell that ran it.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Exited(status) => u8::try_from(status & 0xff).unwrap_or(1),
            Self::Signalled(signal) => u8::try_from(SIGNAL + signal).unwrap_or(1),
            Self::NotStarted(error) if error.kind() == io::ErrorKind::NotFound => NOT_FOUND,
            Self::NotStarted(_) => NOT_RUNNABLE,
        }
    }

    fn of(status: ExitStatus) -> Self {
        #[cfg(unix)]
        if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
            return Self::Signalled(signal);
        }
        Self::Exited(status.code().unwrap_or(1))
    }
}

/// What came of a command.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) end: End,
    /// The signal by which golive was told to stop meanwhile.
    pub(super) stopped_by: Option<String>,
    pub(super) output: Option<Output>,
    pub(super) took: Duration,
}

/// Runs a command to its end.
pub(super) fn run(program: &str, words: &[String], private: &Private) -> Ran {
    let mut command = Command::new(program);
    command.args(words).stdout(Stdio::piped()).stderr(Stdio::piped());
    let began = Instant::now();
    let started = signals::Watch::begin().and_then(|watch| Ok((watch, command.spawn()?)));
    let (watch, mut child) = match started {
        Ok(started) => started,
        Err(error) => {
            return Ran { end: End::NotStarted(error), stopped_by: None, output: None, took: Duration::ZERO };
        }
    };
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (done, ended) = channel();
    let out = out.map(|from| pass(from, io::stdout(), done.clone()));
    let err = err.map(|from| pass(from, io::stderr(), done));
    let end = wait(&mut child, &watch);
    let took = began.elapsed();
    let open = drain(&ended);
    let stream =
        |kept: Option<Arc<Mutex<Kept>>>| kept.map(|kept| recorded(&kept, open, private)).unwrap_or_default();
    Ran {
        end,
        stopped_by: watch.end(),
        output: Some(Output { stdout: stream(out), stderr: stream(err) }),
        took,
    }
}

fn wait(child: &mut Child, watch: &signals::Watch) -> End {
    watch.follow(child.id());
    // The child is still a zombie when its number is given back, so that no signal can reach another process by it.
    watch.until_ended();
    child.wait().map_or_else(End::NotStarted, End::of)
}

/// Waits until both streams have ended; whether one has not.
fn drain(ended: &Receiver<()>) -> bool {
    loop {
        match ended.recv_timeout(PATIENCE) {
            Ok(()) => {}
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => return true,
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// What is kept of a stream.
#[derive(Default)]
struct Kept {
    bytes: u64,
    hash: Sha256,
    end: VecDeque<u8>,
}

/// Passes a stream on in a thread of its own. Where the other end is gone, the command still runs to its end.
fn pass(
    mut from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
    done: Sender<()>,
) -> Arc<Mutex<Kept>> {
    let kept = Arc::new(Mutex::new(Kept::default()));
    let shared = Arc::clone(&kept);
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        let mut is_heard = true;
        loop {
            let read = match from.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Ok(0) | Err(_) => break,
                Ok(read) => buffer.get(..read).unwrap_or_default(),
            };
            is_heard = is_heard && to.write_all(read).and_then(|()| to.flush()).is_ok();
            shared.lock().unwrap_or_else(PoisonError::into_inner).take(read);
        }
        drop(done);
    });
    kept
}

impl Kept {
    fn take(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.hash.update(bytes);
        self.end.extend(bytes);
        let more = self.end.len().saturating_sub(KEPT);
        self.end.drain(..more);
    }
}

fn recorded(kept: &Mutex<Kept>, open: bool, private: &Private) -> Stream {
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let end = kept.end.iter().copied().collect::<Vec<u8>>();
    let plain = anstream::adapter::strip_bytes(&end).into_vec();
    let text = private.mask(&String::from_utf8_lossy(&plain));
    let is_printed = |c: &char| *c == '\t' || !c.is_control();
    let lines = text.lines().map(|line| line.chars().filter(is_printed).take(LINE).collect::<String>());
    let lines = lines.collect::<Vec<_>>();
    Stream {
        bytes: kept.bytes,
        sha256: kept.hash.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        tail: lines.get(lines.len().saturating_sub(LINES)..).unwrap_or_default().to_vec(),
        open,
    }
}

/// The command line as a shell would take it.
pub(super) fn line(words: &[String]) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,[]".contains(c);
    let quoted = |word: &String| {
        if !word.is_empty() && word.chars().all(is_plain) {
            word.clone()
        } else {
            format!("'{}'", word.replace('\'', r"'\''"))
        }
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}
