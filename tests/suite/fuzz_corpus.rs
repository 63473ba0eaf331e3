//! What the fuzz targets hold of any input, held of the inputs that they found: `fuzz/corpus/<target>/`.

#[path = "../../fuzz/src/lib.rs"]
mod properties;

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_fuzz_target_holds_for_its_corpus() {
    for (name, check) in properties::TARGETS {
        let folder = root().join("fuzz/corpus").join(name);
        let mut inputs = 0;
        for entry in fs::read_dir(&folder).unwrap_or_else(|_| panic!("{name} has no corpus")) {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            let held = std::panic::catch_unwind(|| check(&bytes));
            assert!(held.is_ok(), "{} does not hold: {}", path.display(), bytes.escape_ascii());
            inputs += 1;
        }
        assert!(inputs > 0, "{name} has an empty corpus");
    }
}

#[test]
fn every_fuzz_target_is_a_program_of_its_own() {
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    let programs = manifest.lines().filter_map(|line| line.strip_prefix("path = \"fuzz_targets/"));
    let programs: Vec<&str> = programs.filter_map(|rest| rest.strip_suffix(".rs\"")).collect();
    let targets: Vec<&str> = properties::TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(programs, targets);
    for name in targets {
        let program = fs::read_to_string(root().join(format!("fuzz/fuzz_targets/{name}.rs"))).unwrap();
        assert!(program.contains(&format!("::{name}(bytes)")), "{name}");
    }
}

#[test]
fn the_corpus_stays_small() {
    let files = walkdir::WalkDir::new(root().join("fuzz/corpus")).into_iter().map(Result::unwrap);
    let bytes: u64 =
        files.filter(|entry| entry.file_type().is_file()).map(|entry| entry.metadata().unwrap().len()).sum();
    assert!(bytes <= 100_000, "{bytes} bytes");
}
