//! `golive serve`: the site on this machine, built anew whenever the repository changes.
//!
//! Nothing but loopback is listened to, and what a browser asks for by another name than that of this machine is refused.

mod http;
mod shown;
mod watch;

use super::{
    args, build, diagnostics,
    exit::{Exit, Failure},
    job,
    terminal::{Terminal, safe},
};
use crate::Summary;
use crate::progress::Silent;
use shown::Shown;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use tiny_http::Server;
use watch::Watched;

/// So often the repository is looked at.
const PAUSE: Duration = Duration::from_millis(250);
/// A browser asks for several files at once.
const THREADS: usize = 4;

/// Runs the command, until a signal stops it.
pub(super) fn run(args: &args::Serve, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    job::threads(shared, terminal)?;
    crate::may_publish(&args.build.input.repo, &args.build.output.out, &args.build.output.options())?;
    let server = Server::http((Ipv4Addr::LOCALHOST, args.port)).map_err(|error| {
        Failure::Usage(format!("cannot listen on port {}: {error}; choose another with --port", args.port))
    })?;
    let port = server.server_addr().to_ip().map_or(args.port, |address| address.port());
    let stop = stopped_by_signals()?;
    let server = Arc::new(server);
    let shown = Arc::new(Shown::new(&args.build.output.out));
    let answering = (0..THREADS).map(|_| {
        let (server, shown) = (Arc::clone(&server), Arc::clone(&shown));
        thread::spawn(move || {
            server.incoming_requests().for_each(|request| http::answer(request, &shown, port))
        })
    });
    let answering = answering.collect::<Vec<_>>();
    let mut seen = Watched::at(&args.build);
    rebuild(args, shared, terminal, &shown);
    let address = format!("http://127.0.0.1:{port}/");
    terminal.result(&format!("{address}\n"))?;
    if args.open {
        open(&address, terminal);
    }
    while !stop.load(Ordering::Relaxed) {
        thread::sleep(PAUSE);
        let now = Watched::at(&args.build);
        if now != seen {
            seen = now;
            rebuild(args, shared, terminal, &shown);
        }
    }
    answering.iter().for_each(|_| server.unblock());
    answering.into_iter().for_each(|thread| drop(thread.join()));
    Ok(Exit::Done)
}

/// A flag that a signal raises: what is under way is ended first.
fn stopped_by_signals() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in signal_hook::consts::TERM_SIGNALS {
        signal_hook::flag::register(*signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}

/// Builds the site; where that fails, the old one is shown on, and why.
fn rebuild(args: &args::Serve, shared: &args::Shared, terminal: &Terminal, shown: &Shown) {
    let began = Instant::now();
    let built = build::described(&args.build, shared, terminal).and_then(|job| {
        let output = &args.build.output;
        Ok(crate::build(&job, &output.out, &output.options(), &Silent)?)
    });
    match built {
        Ok(summary) => {
            let took = began.elapsed().as_secs_f64();
            if !terminal.quiet {
                terminal.remark(&format!("built {} pages in {took:.2} s\n", summary.pages));
            }
            shown.built(problems(&summary));
        }
        Err(failure) => {
            failure.tell(terminal);
            shown.failed(format!("error: {}", failure.text()));
        }
    }
}

/// What is shown of a build's problems: errors and warnings, as many as are printed.
fn problems(summary: &Summary) -> Vec<String> {
    let loud =
        summary.problems.iter().filter(|problem| problem.severity < crate::model::problem::Severity::Note);
    let text = diagnostics::lines(&loud.cloned().collect::<Vec<_>>(), diagnostics::SHOWN);
    let plain = anstream::adapter::strip_str(&text).to_string();
    plain.lines().map(ToOwned::to_owned).collect()
}

/// Asks the system to show an address in a browser.
fn open(address: &str, terminal: &Terminal) {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start"]),
        _ => ("xdg-open", &[]),
    };
    let null = std::process::Stdio::null;
    let asked = std::process::Command::new(program)
        .args(before)
        .arg(address)
        .stdin(null())
        .stdout(null())
        .stderr(null())
        .spawn();
    if let Err(error) = asked {
        terminal.remark(&format!(
            "note: cannot open a browser ({program}: {}): open {address}\n",
            safe(&error.to_string())
        ));
    }
}
