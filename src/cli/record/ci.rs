//! The run of a build server, as the environment tells it. The variables stand in `content/ci.toml`.

use crate::discover::repository::without_credentials;
use crate::model::record_file::CiRun;
use serde::Deserialize;
use std::env;

/// A build server, and the variables that it sets.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Server {
    name: String,
    has: String,
    run: Vec<String>,
    url: Vec<String>,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    branch: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Servers {
    ci: Vec<Server>,
}

/// What the build server tells of the run at hand.
#[derive(Debug, Default)]
pub(super) struct Build {
    pub(super) run: Option<CiRun>,
    pub(super) actor: Option<String>,
    pub(super) branch: Option<String>,
}

impl Build {
    /// What the environment of this process tells.
    pub(super) fn of_environment() -> Self {
        Self::of(&|name| env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn of(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let servers: Option<Servers> = toml::from_str(include_str!("../../../content/ci.toml")).ok();
        let mut servers = servers.into_iter().flat_map(|servers| servers.ci);
        let Some(server) = servers.find(|server| variable(&server.has).is_some()) else {
            return Self::default();
        };
        let first = |texts: &[String]| texts.iter().find_map(|text| filled(text, variable));
        let is_address = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        let url = first(&server.url).filter(is_address).map(|url| without_credentials(&url));
        Self {
            actor: first(&server.actor),
            branch: first(&server.branch).and_then(|name| branch(&name)),
            run: Some(CiRun { name: server.name, run: first(&server.run), url }),
        }
    }
}

/// A ref as a branch, where it is one.
fn branch(name: &str) -> Option<String> {
    let short = name.strip_prefix("refs/heads/").unwrap_or(name);
    (!short.starts_with("refs/")).then(|| short.to_owned())
}

/// A text with its variables filled in; `None` where one of them is not set.
fn filled(text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}')?;
        out.push_str(before);
        out.push_str(&variable(name)?);
        rest = behind;
    }
    out.push_str(rest);
    Some(out)
}
