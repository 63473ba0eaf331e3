//! The people of the sample team.

/// Somebody who commits, ticks or tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The name.
    pub name: &'static str,
    /// The address, in a domain that can never exist.
    pub email: &'static str,
    /// What they answer for.
    pub role: &'static str,
    /// The time zone of their machine, as git writes it.
    pub zone: &'static str,
}

/// Says go, ticks what people do, tags.
pub const MANAGER: Actor =
    Actor { name: "Ada Lindgren", email: "ada@harbor.example.invalid", role: "manager", zone: "+0100" };
/// Answers for backups, secrets and monitoring.
pub const RELIABILITY: Actor =
    Actor { name: "Bo Tran", email: "bo@harbor.example.invalid", role: "reliability", zone: "+0000" };
/// Decides what goes into a release.
pub const PRODUCT: Actor =
    Actor { name: "Carmen Ruiz", email: "carmen@harbor.example.invalid", role: "product", zone: "+0100" };
/// Writes the order desk.
pub const ENGINEER: Actor =
    Actor { name: "Dev Okafor", email: "dev@harbor.example.invalid", role: "engineer", zone: "+0000" };
/// Looks at it from far east of UTC.
pub const QA_EAST: Actor =
    Actor { name: "Hana Mori", email: "hana@harbor.example.invalid", role: "quality", zone: "+0900" };
/// Looks at it before and after.
pub const QA: Actor =
    Actor { name: "Elif Demir", email: "elif@harbor.example.invalid", role: "quality", zone: "+0300" };
