//! The audits whose JSON golive reads, a row each. What a row names is what the format fixes.

use super::audits::{AuditTool, Findings};

const NONE: AuditTool = AuditTool {
    name: "",
    marks: &[],
    says: ("", ""),
    findings: Findings::Refused,
    left_out: "",
    audited: "",
    fails_for_any: false,
    time: "",
    commit: "",
};

pub(super) const TOOLS: &[AuditTool] = &[
    // npm, and pnpm, which tells no version of its report.
    AuditTool {
        name: "npm audit",
        marks: &[
            "metadata/vulnerabilities/critical",
            "metadata/vulnerabilities/high",
            "metadata/vulnerabilities/low",
        ],
        findings: Findings::Counts("metadata/vulnerabilities"),
        fails_for_any: true,
        ..NONE
    },
    // What npm prints where the registry does not answer its question, or where there is no lock file.
    AuditTool {
        name: "npm audit",
        marks: &["message", "method", "uri"],
        says: ("uri", "/-/npm/v1/"),
        ..NONE
    },
    AuditTool {
        name: "npm audit",
        marks: &["error/code", "error/summary"],
        says: ("error/code", "ENOLOCK"),
        ..NONE
    },
    // pip-audit prints "No known vulnerabilities found" where it left all packages out.
    AuditTool {
        name: "pip-audit",
        marks: &["dependencies/*/name", "fixes"],
        findings: Findings::Bare("dependencies/*/vulns/*"),
        left_out: "dependencies/*/skip_reason",
        fails_for_any: true,
        ..NONE
    },
    AuditTool {
        name: "cargo-audit",
        marks: &["database", "lockfile/dependency-count", "vulnerabilities/count"],
        findings: Findings::Bare("vulnerabilities/list/*"),
        fails_for_any: true,
        ..NONE
    },
    // Where Trivy knows nothing of what it looked at it tells no results.
    AuditTool {
        name: "trivy",
        marks: &["SchemaVersion", "ArtifactName", "ArtifactType"],
        findings: Findings::Words(&["Results/*/Vulnerabilities/*", "Results/*/Secrets/*"], "Severity"),
        audited: "Results/*/Target",
        time: "CreatedAt",
        ..NONE
    },
    AuditTool {
        name: "grype",
        marks: &["matches", "descriptor/name", "source"],
        says: ("descriptor/name", "grype"),
        findings: Findings::Words(&["matches/*"], "vulnerability/severity"),
        time: "descriptor/timestamp",
        ..NONE
    },
    AuditTool {
        name: "osv-scanner",
        marks: &["results", "experimental_config"],
        findings: Findings::Scores("results/*/packages/*/groups/*", "max_severity"),
        fails_for_any: true,
        ..NONE
    },
    AuditTool {
        name: "scorecard",
        marks: &["scorecard/version", "repo/name", "checks", "score"],
        findings: Findings::Grade("score"),
        time: "date",
        commit: "repo/commit",
        ..NONE
    },
];
