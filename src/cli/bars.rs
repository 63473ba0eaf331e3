//! Progress on a terminal's stderr.

use super::terminal::Terminal;
use crate::progress::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::{Mutex, PoisonError};

/// One bar at a time, for the stage at hand; nothing where progress is not to be seen.
#[derive(Debug)]
pub(super) struct Bars {
    terminal: Terminal,
    bar: Mutex<Option<ProgressBar>>,
}

impl Bars {
    /// Bars that are drawn where the terminal shows progress.
    pub(super) fn new(terminal: &Terminal) -> Self {
        Self { terminal: *terminal, bar: Mutex::new(None) }
    }

    fn put(&self, bar: Option<ProgressBar>) {
        let mut held = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(old) = std::mem::replace(&mut *held, bar) {
            old.finish_and_clear();
        }
    }
}

impl Progress for Bars {
    fn begin(&self, stage: &'static str, total: usize) {
        if !self.terminal.shows_progress() {
            return;
        }
        let length = (total > 0).then_some(total as u64);
        let form =
            if total > 0 { "{msg:>16} [{bar:32}] {human_pos}/{human_len}" } else { "{msg:>16} {human_pos}" };
        let bar =
            ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(10)).with_message(stage);
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style.progress_chars("=> "));
        }
        self.put(Some(bar));
    }

    fn step(&self) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            bar.inc(1);
        }
    }

    fn end(&self) {
        self.put(None);
    }

    fn waits(&self) {
        if !self.terminal.quiet {
            self.terminal.remark("note: another build holds the output folder; waiting for it to end\n");
        }
    }
}
