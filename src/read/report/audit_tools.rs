//! The audits whose JSON golive reads, a row each. What a row names is what the format fixes.

/// How a tool tells its findings.
pub(super) enum Findings {
    /// Counts by severity, at this place.
    Counts(&'static str),
    /// Each finding with its severity as a word: places of findings, and that of the severity within one.
    Words(&'static [&'static str], &'static str),
    /// Each finding with its severity as a CVSS score.
    Scores(&'static str, &'static str),
    /// Findings without a severity.
    Bare(&'static str),
    /// A score that is to be high; below 0 it was not computed.
    Grade(&'static str),
    /// The tool says that it could not audit.
    Refused,
}

/// A tool: by which places its report is known, and what stands at which place.
pub(super) struct AuditTool {
    pub(super) name: &'static str,
    /// All of these places exist in its reports.
    pub(super) marks: &'static [&'static str],
    /// A place, and what must stand in its value.
    pub(super) says: (&'static str, &'static str),
    pub(super) findings: Findings,
    /// The same told once more; the worse is believed.
    pub(super) again: Findings,
    /// A place, and what stands there where the audit came to its end; empty where the report does not tell.
    pub(super) ended: (&'static str, &'static str),
    /// What stands here was left out of the audit.
    pub(super) left_out: &'static str,
    /// Something stands here where there was anything to audit; empty where the report does not tell.
    pub(super) audited: &'static str,
    /// Whether the tool itself ends with an error for any finding, and not only for what is high or critical.
    pub(super) fails_for_any: bool,
    pub(super) time: &'static str,
    pub(super) commit: &'static str,
}

const NONE: AuditTool = AuditTool {
    name: "",
    marks: &[],
    says: ("", ""),
    findings: Findings::Refused,
    again: Findings::Refused,
    ended: ("", ""),
    left_out: "",
    audited: "",
    fails_for_any: false,
    time: "",
    commit: "",
};

const GITLAB: AuditTool = AuditTool {
    marks: &["version", "vulnerabilities", "scan/type"],
    findings: Findings::Words(&["vulnerabilities/*"], "severity"),
    ended: ("scan/status", "success"),
    time: "scan/end_time",
    ..NONE
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
        again: Findings::Words(&["vulnerabilities/+", "advisories/+"], "severity"),
        fails_for_any: true,
        ..NONE
    },
    AuditTool {
        name: "npm audit",
        marks: &["auditReportVersion", "vulnerabilities"],
        findings: Findings::Words(&["vulnerabilities/+"], "severity"),
        again: Findings::Counts("metadata/vulnerabilities"),
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
    // yarn 1 writes a line a finding, and the counts behind them.
    AuditTool {
        name: "yarn audit",
        marks: &["*/type=auditSummary/data/vulnerabilities/critical"],
        findings: Findings::Counts("*/type=auditSummary/data/vulnerabilities"),
        fails_for_any: true,
        ..NONE
    },
    // yarn 4 writes a line a finding, and nothing where there is none.
    AuditTool {
        name: "yarn audit",
        marks: &["*/value", "*/children/Severity", "*/children/Vulnerable Versions"],
        findings: Findings::Words(&["*/children"], "Severity"),
        fails_for_any: true,
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
        marks: &["SchemaVersion", "ArtifactName"],
        findings: Findings::Words(
            &[
                "Results/*/Vulnerabilities/*",
                "Results/*/Secrets/*",
                "Results/*/Misconfigurations/*/Status=FAIL",
            ],
            "Severity",
        ),
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
        name: "osv-scanner",
        marks: &["results/*/source", "results/*/packages/*/vulnerabilities"],
        findings: Findings::Scores("results/*/packages/*/groups/*", "max_severity"),
        again: Findings::Words(&["results/*/packages/*/vulnerabilities/*"], "database_specific/severity"),
        fails_for_any: true,
        ..NONE
    },
    // GitLab's reports of security scans: that the scan came to its end says nothing of what it found.
    AuditTool { name: "gitlab sast", says: ("scan/type", "sast"), ..GITLAB },
    AuditTool { name: "gitlab dependency scanning", says: ("scan/type", "dependency_scanning"), ..GITLAB },
    AuditTool { name: "gitlab container scanning", says: ("scan/type", "container_scanning"), ..GITLAB },
    AuditTool {
        name: "gitlab secret detection",
        says: ("scan/type", "secret_detection"),
        fails_for_any: true,
        ..GITLAB
    },
    AuditTool { name: "gitlab security report", ..GITLAB },
    AuditTool {
        name: "scorecard",
        marks: &["scorecard/version", "repo/name", "checks", "score"],
        findings: Findings::Grade("score"),
        time: "date",
        commit: "repo/commit",
        ..NONE
    },
];

/// Bills of materials that list vulnerabilities too.
pub(super) const BILLS: &[AuditTool] = &[
    AuditTool {
        name: "cyclonedx vulnerabilities",
        marks: &["bomFormat"],
        findings: Findings::Words(&["vulnerabilities/*"], "ratings/*/severity"),
        time: "metadata/timestamp",
        ..NONE
    },
    AuditTool {
        name: "cyclonedx vulnerabilities",
        marks: &["bom"],
        findings: Findings::Words(
            &["bom/*/vulnerabilities/*/vulnerability/*"],
            "ratings/*/rating/*/severity/*/#text",
        ),
        time: "bom/*/metadata/*/timestamp/*/#text",
        ..NONE
    },
];
