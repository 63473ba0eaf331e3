//! `golive record`: runs a command, or takes what somebody states, and writes one record of it where evidence lies.
//!
//! The process that it starts is the user's. The record is written first as `running` and replaced at
//! the end, so that whatever happens to golive no record says more than is known.

mod ci;
mod command;
mod kind;
mod named_files;
mod place;
mod private;
mod signals;

use super::{
    args, clock,
    exit::{Exit, Failure},
    job,
    terminal::{Terminal, safe},
};
use crate::discover::checkout::{self, Checkout};
use crate::model::record_file::{RecordFile, SCHEMA, Status};
use crate::model::time::rfc3339;
use crate::publish::record::{self, WrittenRecord};
use command::{End, Ran};
use private::Private;
use std::env;

/// Runs the command.
pub(super) fn run(args: &args::Record, terminal: &Terminal) -> Result<Exit, Failure> {
    let config = job::configuration(&args.input, terminal)?;
    kind::check(&args.kind, &config.lexicon).map_err(Failure::Usage)?;
    let checkout = checkout::look(&args.input.repo).map_err(crate::Error::from)?;
    let private = Private::of_environment();
    let mut file = begun(args, &checkout, &private)?;
    if file.status == Status::Stated {
        file.files = named_files::read(&args.file, &checkout.root).map_err(Failure::Usage)?;
    }
    let name = place::name(&file.started, file.subject.as_deref(), &file.kind);
    let folder = place::folder(&config.sources, &file.started, &name).map_err(Failure::Usage)?;
    let written = record::create(&checkout.root, &folder, &name, &text(&file))?;
    if checkout::is_ignored(&args.input.repo, &written.path) {
        terminal.remark(&format!("warning: git ignores {}, so it is no evidence yet\n", safe(&written.path)));
    }
    let exit = match args.command.split_first() {
        None => Exit::Done,
        Some((program, words)) => {
            let ran = command::run(program, words, &private);
            let exit = Exit::Command(ran.end.code());
            let exit =
                if finish(&mut file, ran, args, &checkout) { exit } else { lacking(&file, exit, terminal) };
            record::replace(&written, &text(&file))?;
            exit
        }
    };
    tell(&written, &file, terminal)?;
    Ok(if args.commit { commit(args, &written, &file, exit, terminal) } else { exit })
}

/// Commits the record. Where that fails it stands all the same, and the command is told by its own exit code before that.
fn commit(
    args: &args::Record,
    written: &WrittenRecord,
    file: &RecordFile,
    exit: Exit,
    terminal: &Terminal,
) -> Exit {
    match checkout::commit_file(&args.input.repo, &written.path, &message(file)) {
        Ok(id) => {
            remark(terminal, &format!("committed as {:.12}", id.to_string()));
            exit
        }
        Err(error) => {
            terminal.remark(&format!(
                "error: {} is written and not committed: {}\n",
                safe(&written.path),
                safe(&error.to_string())
            ));
            if exit.code() == 0 { Exit::Disk } else { exit }
        }
    }
}

/// What is known before anything is done.
fn begun(args: &args::Record, checkout: &Checkout, private: &Private) -> Result<RecordFile, Failure> {
    let is_command = !args.command.is_empty();
    let outcome = kind::outcome(args).map_err(Failure::Usage)?;
    let build = ci::Build::of_environment();
    let user = || env::var("USER").or_else(|_| env::var("USERNAME")).ok();
    let actor = build.actor.or_else(|| checkout.user.clone()).or_else(user);
    let now = rfc3339(clock::read());
    let masked = |text: &Option<String>| text.as_deref().map(|text| private.mask(text));
    Ok(RecordFile {
        schema: SCHEMA.to_owned(),
        kind: args.kind.clone(),
        subject: masked(&args.of),
        environment: masked(&args.place),
        status: if is_command { Status::Running } else { Status::Stated },
        outcome,
        ended: (!is_command).then(|| now.clone()),
        started: now,
        command: is_command.then(|| private.mask(&command::line(&private.mask_words(&args.command)))),
        actor: actor.map(|name| private.mask(&name)),
        approver: masked(&args.approve_by),
        note: masked(&args.note),
        commit: checkout.commit.map(|id| id.to_string()),
        modified: checkout.modified,
        branch: checkout.branch.clone().or(build.branch),
        ci: build.run,
        generator: concat!("golive ", env!("CARGO_PKG_VERSION")).to_owned(),
        ..RecordFile::default()
    })
}

/// Adds what is known at the end; false where a file that was named is not there.
fn finish(file: &mut RecordFile, ran: Ran, args: &args::Record, checkout: &Checkout) -> bool {
    file.ended = Some(rfc3339(clock::read()));
    file.status = match ran.end {
        End::NotStarted(_) => Status::NotStarted,
        End::Signalled(_) => Status::Interrupted,
        End::Exited(_) if ran.stopped_by.is_some() => Status::Interrupted,
        End::Exited(_) => Status::Finished,
    };
    file.signal = ran.stopped_by;
    match ran.end {
        End::Exited(status) => file.exit_status = Some(status),
        End::Signalled(signal) => file.signal = Some(signals::name(signal)),
        End::NotStarted(error) => file.error = Some(error.to_string()),
    }
    file.output = ran.output;
    file.duration_ms = u64::try_from(ran.took.as_millis()).ok();
    match named_files::read(&args.file, &checkout.root) {
        Ok(files) => file.files = files,
        Err(error) => {
            file.error.get_or_insert(error);
            return false;
        }
    }
    true
}

/// A command that succeeded without leaving what it was to leave did not succeed.
fn lacking(file: &RecordFile, exit: Exit, terminal: &Terminal) -> Exit {
    terminal.remark(&format!("error: {}\n", safe(file.error.as_deref().unwrap_or_default())));
    if exit.code() == 0 { Exit::Disk } else { exit }
}

fn text(file: &RecordFile) -> String {
    // A struct of texts and numbers always is JSON.
    serde_json::to_string_pretty(file).map(|text| text + "\n").unwrap_or_default()
}

/// `backup of orders`.
fn what(file: &RecordFile) -> String {
    let subject = file.subject.as_ref().map(|subject| format!(" of {subject}"));
    let place = file.environment.as_ref().map(|place| format!(" ({place})"));
    format!("{}{}{}", file.kind, subject.unwrap_or_default(), place.unwrap_or_default())
}

/// `Record backup of orders (production): exit status 0`.
fn message(file: &RecordFile) -> String {
    format!("Record {}: {}\n", what(file), end(file))
}

/// How it ended, in words.
fn end(file: &RecordFile) -> String {
    match (file.status, &file.signal, file.exit_status) {
        (Status::Stated, ..) => file.outcome.clone().unwrap_or_default(),
        (Status::NotStarted, ..) => "could not be started".to_owned(),
        (Status::Interrupted, Some(signal), _) => format!("stopped by {signal}"),
        (_, _, Some(status)) => format!("exit status {status}"),
        _ => "running".to_owned(),
    }
}

/// Says what was recorded: on standard output only where that is not the command's.
fn tell(written: &WrittenRecord, file: &RecordFile, terminal: &Terminal) -> Result<(), Failure> {
    if file.status == Status::Stated && !terminal.quiet {
        terminal.result(&format!("{}\n", safe(&written.path)))?;
    }
    remark(terminal, &format!("recorded {}, {}, in {}", what(file), end(file), written.path));
    Ok(())
}

fn remark(terminal: &Terminal, text: &str) {
    if !terminal.quiet {
        terminal.remark(&format!("golive: {}\n", safe(text)));
    }
}
