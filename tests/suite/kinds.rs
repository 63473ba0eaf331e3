//! Tests of the table of kinds: what follows from each kind of evidence.

use golive::model::evidence::Kind;
use golive::model::inventory::InventoryKind;
use golive::model::kinds::Property;

/// What follows from a kind, rule by rule.
fn follows(kind: &Kind, property: Property) -> bool {
    let keeps = InventoryKind::of(kind).is_some();
    let is_dated = keeps && *kind != Kind::Reachability || *kind == Kind::Document;
    let describes = matches!(kind, Kind::Checklist | Kind::Feedback | Kind::EnvMatrix);
    match property {
        Property::Record => !is_dated && !describes,
        Property::DatedRecord => is_dated,
        Property::Document => keeps || matches!(kind, Kind::Document | Kind::Checklist | Kind::EnvMatrix),
        Property::Columns => keeps || matches!(kind, Kind::Document | Kind::EnvMatrix),
        Property::Outcome => !matches!(
            kind,
            Kind::Checklist
                | Kind::Feedback
                | Kind::EnvMatrix
                | Kind::Secrets
                | Kind::SecretRotation
                | Kind::FeatureFlags
                | Kind::Environment
                | Kind::Postmortem
                | Kind::Rollback
        ),
        Property::Told => !matches!(
            kind,
            Kind::Smoke
                | Kind::Lighthouse
                | Kind::Checklist
                | Kind::EnvMatrix
                | Kind::Image
                | Kind::FeatureFlags
                | Kind::Secrets
                | Kind::SecretRotation
                | Kind::Qa
        ),
        Property::Made => !describes && !matches!(kind, Kind::Document | Kind::File),
        Property::Check => matches!(
            kind,
            Kind::Qa
                | Kind::Document
                | Kind::File
                | Kind::Smoke
                | Kind::Reachability
                | Kind::CiRun
                | Kind::Other(_)
        ),
        Property::Asked => !keeps && !matches!(kind, Kind::Document | Kind::Feedback | Kind::Checklist),
        Property::General => {
            matches!(kind, Kind::Document | Kind::File | Kind::Other(_) | Kind::CiRun | Kind::Qa)
        }
        Property::Measured => matches!(kind, Kind::Smoke | Kind::Lighthouse),
        Property::Suite => matches!(kind, Kind::CiRun | Kind::Qa),
        Property::Recordable => matches!(
            kind,
            Kind::CiRun
                | Kind::Deploy
                | Kind::Qa
                | Kind::Briefing
                | Kind::DryRun
                | Kind::Backup
                | Kind::Export
                | Kind::RestoreDrill
                | Kind::Reachability
        ),
    }
}

#[test]
fn each_kind_has_the_properties_that_follow_from_it() {
    let all = [
        Property::Record,
        Property::DatedRecord,
        Property::Document,
        Property::Columns,
        Property::Outcome,
        Property::Told,
        Property::Made,
        Property::Check,
        Property::Asked,
        Property::General,
        Property::Measured,
        Property::Suite,
    ];
    for kind in Kind::built_in().cloned().chain([Kind::named("penetration-test")]) {
        for property in all {
            assert_eq!(kind.is(property), follows(&kind, property), "{} {property:?}", kind.word());
        }
        assert_eq!(Kind::named(kind.word()), kind);
    }
}
