//! Claims about who signed a tag, and whether that may be believed.

use crate::proof::golive;
use crate::repo::Repo;
use golive::ssh::allowed::signers;
use golive::ssh::dsse::Envelope;
use golive::ssh::private::PrivateKey;
use golive::ssh::signature::{SshSignature, sign};
use std::fs;
use std::path::Path;
use std::process::Command;

const LIST: &str = "# Release checklist\n\n- [x] Release tag is signed\n";

/// A key of its own for each number.
fn key(number: u8) -> PrivateKey {
    PrivateKey::from_seed(&[number; 32]).unwrap()
}

/// The two words of a public key.
fn public(key: &PrivateKey) -> String {
    key.public().to_string()
}

/// A repository with a checklist, a configuration and a list of those who may sign.
fn repository(toml: &str, signers: &str) -> Repo {
    let repo = Repo::new();
    let files = [("RELEASE_CHECKLIST.md", LIST), ("golive.toml", toml), ("signers", signers)];
    repo.commit("2026-01-10T10:00:00Z", "begin", &files.map(|(path, text)| (path, Some(text))));
    repo
}

/// Writes a tag object for `made_as`, signed, and a tag that leads to it.
fn tag(repo: &Repo, name: &str, made_as: &str, signature: impl Fn(&str) -> String) {
    let git = repo.git();
    let commit = git.head().unwrap().target().unwrap();
    let payload = format!(
        "object {commit}\ntype commit\ntag {made_as}\ntagger Ada <ada@example.invalid> 1768046400 +0000\n\nRelease\n"
    );
    let whole = format!("{payload}{}", signature(&payload));
    let id = git.odb().unwrap().write(git2::ObjectType::Tag, whole.as_bytes()).unwrap();
    git.reference(&format!("refs/tags/{name}"), id, true, "").unwrap();
}

/// Builds a site; what was said.
fn build(repo: &Repo, site: &Path) -> String {
    let (from, to) = (repo.path().to_str().unwrap(), site.to_str().unwrap());
    let (code, said) = golive(&["build", "--repo", from, "--out", to, "--now", "2026-03-01T00:00:00Z"]);
    assert_eq!(code, 0, "{said}");
    said
}

/// What the page of a release says as data.
fn release(site: &Path, name: &str) -> serde_json::Value {
    let file = fs::read(site.join(format!("releases/{name}/release.json"))).unwrap();
    serde_json::from_slice(&file).unwrap()
}

/// The status at the tag and today, and the verdict on "Release tag is signed".
fn judged(site: &Path, name: &str) -> [String; 3] {
    let value = release(site, name);
    let tag = &value["release"]["tag"];
    let today = if tag["signed"].is_null() { &tag["signature"] } else { &tag["signed"]["today"] };
    [&tag["signature"], today, &value["items"][0]["verdict"]]
        .map(|text| text.as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_signature_is_judged_by_the_signers_that_were_allowed_at_the_tag() {
    let [ada, bea, cem, dan, eve] = [1, 2, 3, 4, 5].map(key);
    let list = [
        "# who may sign".to_owned(),
        format!("ada@example.invalid,a@example.invalid {} a comment", public(&ada)),
        format!("bea@example.invalid namespaces=\"git,file\",valid-after=\"20260101\" {}", public(&bea)),
        format!("cem@example.invalid valid-before=\"20260109Z\" {}", public(&cem)),
        format!("dan@example.invalid namespaces=\"file\" {}", public(&dan)),
    ];
    let repo = repository("[signatures]\nallowed_signers = \"signers\"\n", &list.join("\n"));
    for (name, key) in
        [("v1.0.0", &ada), ("v1.1.0", &bea), ("v1.2.0", &cem), ("v1.3.0", &dan), ("v1.4.0", &eve)]
    {
        tag(&repo, name, name, |payload| sign(key, "git", payload.as_bytes()));
    }
    tag(&repo, "v1.5.0", "v1.5.0", |_| String::new());
    tag(&repo, "v2.0.0", "v2.0.0", |payload| sign(&ada, "git", format!("{payload}!").as_bytes()));
    tag(&repo, "v2.1.0", "v1.0.0", |payload| sign(&ada, "git", payload.as_bytes()));
    tag(&repo, "v2.2.0", "v2.2.0", |payload| sign(&ada, "file", payload.as_bytes()));
    tag(&repo, "v2.3.0", "v2.3.0", |_| {
        "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n".to_owned()
    });
    tag(&repo, "v2.4.0", "v2.4.0", |_| {
        "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n".to_owned()
    });
    // Who may sign today is another question.
    let today = format!("bea@example.invalid valid-before=\"20260115\" {}\nnobody\n", public(&bea));
    repo.commit("2026-01-11T10:00:00Z", "another list", &[("signers", Some(&today))]);
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    let said = build(&repo, &site);
    for (name, expected) in [
        ("v1.0.0", ["good", "unknown-key", "verified"]),
        ("v1.1.0", ["good", "expired", "verified"]),
        ("v1.2.0", ["expired", "unknown-key", "failed"]),
        ("v1.3.0", ["unknown-key", "unknown-key", "unsupported"]),
        ("v1.4.0", ["unknown-key", "unknown-key", "unsupported"]),
        ("v1.5.0", ["none", "none", "failed"]),
        ("v2.0.0", ["bad", "bad", "failed"]),
        ("v2.1.0", ["bad", "bad", "failed"]),
        ("v2.2.0", ["bad", "bad", "failed"]),
        ("v2.3.0", ["bad", "bad", "failed"]),
        ("v2.4.0", ["unverified", "unverified", "unsupported"]),
    ] {
        assert_eq!(judged(&site, name), expected, "{name}");
    }
    assert!(said.contains("the tag v2.1.0 leads to a tag object that was made as v1.0.0"), "{said}");
    assert!(said.contains("signers:2: warning: the line needs principals and a key"), "{said}");
    let page = fs::read_to_string(site.join("releases/v1.0.0/index.html")).unwrap();
    assert!(page.contains("signed by ada@example.invalid,a@example.invalid"));
    let found = |name: &str| {
        let found = release(&site, name)["findings"].as_array().unwrap().clone();
        found.iter().map(|found| found["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(found("v1.1.0").contains(&"signing-key-changed".to_owned()), "{:?}", found("v1.1.0"));
    assert!(found("v1.4.0").contains(&"tag-signature".to_owned()), "{:?}", found("v1.4.0"));
    assert!(!found("v1.0.0").iter().any(|kind| kind.contains("sign")), "{:?}", found("v1.0.0"));
}

#[test]
fn without_a_list_of_signers_no_signature_proves_anything() {
    let repo = repository("", "");
    tag(&repo, "v1.0.0", "v1.0.0", |payload| sign(&key(1), "git", payload.as_bytes()));
    let out = tempfile::tempdir().unwrap();
    build(&repo, &out.path().join("site"));
    assert_eq!(judged(&out.path().join("site"), "v1.0.0"), ["unverified", "unverified", "unsupported"]);
}

#[test]
fn a_signature_that_was_cut_or_changed_anywhere_does_not_hold_and_breaks_nothing() {
    let whole = sign(&key(7), "git", b"message");
    let read = SshSignature::read(&whole).unwrap();
    assert!(read.verify("git", b"message").is_ok());
    assert!(read.verify("git", b"massage").is_err() && read.verify("file", b"message").is_err());
    for at in 0..whole.len() {
        let cut = SshSignature::read(&whole[..at]);
        assert!(cut.is_none_or(|cut| at + 1 == whole.len() && cut.verify("git", b"message").is_ok()), "{at}");
        let mut other = whole.clone().into_bytes();
        other[at] ^= 1;
        if let Some(other) = String::from_utf8(other).ok().and_then(|text| SshSignature::read(&text)) {
            let changes_nothing = whole.as_bytes()[at].is_ascii_whitespace();
            assert!(changes_nothing || other.verify("git", b"message").is_err(), "{at}");
        }
    }
}

#[expect(clippy::print_stderr, reason = "who runs the tests must know what was not tested")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

#[test]
fn whatever_stands_in_a_list_of_signers_a_key_or_an_envelope_breaks_nothing() {
    let line = format!("a@example.invalid namespaces=\"git\",valid-after=\"20260101\" {}", public(&key(1)));
    let envelope = serde_json::to_string(&Envelope::sign(&key(1), b"{}")).unwrap();
    assert_eq!(signers(&line).0.len(), 1);
    for text in
        [line, envelope, "x valid-before=\"99999999999999\" ssh-rsa AAAA".to_owned(), "\" \" \"".to_owned()]
    {
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let cut = &text[..at];
            let (read, faults) = signers(cut);
            assert!(read.len() + faults.len() <= 1);
            assert!(PrivateKey::read(cut).is_err());
            assert!(serde_json::from_str::<Envelope>(cut).is_err());
        }
    }
    // A key that claims to be longer than it is, and one of another kind than its line says.
    for odd in ["ssh-ed25519 /////w==", "ssh-rsa AAAAC3NzaC1lZDI1NTE5", "ssh-ed25519 AAAA"] {
        assert_eq!(signers(&format!("a@example.invalid {odd}")).0.len(), 0, "{odd}");
    }
}

/// Runs a program of the system in a folder; `None` where there is none.
fn run(folder: &Path, program: &str, args: &[&str], env: &[(&str, &str)]) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    for (name, value) in [("NAME", "Ada"), ("EMAIL", "ada@example.invalid"), ("DATE", "2026-01-10T12:00:00Z")]
    {
        command.env(format!("GIT_COMMITTER_{name}"), value);
    }
    let output = command.envs(env.iter().copied()).output().ok()?;
    Some((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

#[test]
fn keys_of_the_usual_kinds_are_read_as_ssh_keygen_writes_them() {
    let folder = tempfile::tempdir().unwrap();
    let keygen = |args: &[&str]| run(folder.path(), "ssh-keygen", args, &[]);
    fs::create_dir(folder.path().join("m")).unwrap();
    let message = folder.path().join("m/message");
    std::io::Write::write_all(&mut fs::File::create(&message).unwrap(), b"hello\n").unwrap();
    for kind in [["ed25519", "256"], ["ecdsa", "256"], ["ecdsa", "384"], ["ecdsa", "521"], ["rsa", "2048"]] {
        let name = kind.concat();
        let args = ["-q", "-t", kind[0], "-b", kind[1], "-N", "", "-C", "x", "-f", &name];
        let Some((true, _)) = keygen(&args) else {
            skipped("there is no ssh-keygen");
            return;
        };
        assert!(keygen(&["-q", "-Y", "sign", "-f", &name, "-n", "git", "m/message"]).unwrap().0, "{name}");
        let written = fs::read_to_string(folder.path().join("m/message.sig")).unwrap();
        fs::remove_file(folder.path().join("m/message.sig")).unwrap();
        let signature = SshSignature::read(&written).unwrap();
        assert_eq!(signature.verify("git", b"hello\n").is_ok(), name != "ecdsa521", "{name}");
        assert!(signature.verify("git", b"hallo\n").is_err(), "{name}");
        let print = keygen(&["-l", "-f", &name]).unwrap().1;
        assert!(print.contains(&signature.key.fingerprint()), "{print}");
        let private = PrivateKey::read(&fs::read_to_string(folder.path().join(&name)).unwrap());
        assert_eq!(private.is_ok(), name == "ed25519256", "{name}");
        if let Ok(private) = private {
            assert_eq!(sign(&private, "git", b"hello\n"), written, "Ed25519 signs the same each time");
        }
    }
}

#[test]
fn an_openpgp_signature_is_judged_by_the_keyring_in_the_repository() {
    let home = tempfile::tempdir().unwrap();
    let env = [("GNUPGHOME", home.path().to_str().unwrap())];
    let gpg = |args: &[&str]| {
        run(home.path(), "gpg", &[&["--batch", "--quiet", "--passphrase", ""][..], args].concat(), &env)
    };
    let made = ["ada", "eve"].map(|name| {
        let address = format!("{name}@example.invalid");
        gpg(&[
            "--faked-system-time",
            "20260101T000000!",
            "--quick-gen-key",
            &address,
            "ed25519",
            "sign",
            "2026-01-20",
        ])
    });
    if !made.iter().all(|made| made.as_ref().is_some_and(|made| made.0)) {
        skipped("there is no gpg that makes keys");
        return;
    }
    assert!(gpg(&["--output", "ring.gpg", "--export", "ada@example.invalid"]).unwrap().0);
    let repo = repository("[signatures]\nkeyring = \"ring.gpg\"\n", "");
    fs::copy(home.path().join("ring.gpg"), repo.path().join("ring.gpg")).unwrap();
    let mut index = repo.git().index().unwrap();
    index.add_path(Path::new("ring.gpg")).unwrap();
    index.write().unwrap();
    repo.commit("2026-01-10T11:00:00Z", "who may sign", &[]);
    let signed = |by: &str, name: &str, made_as: &str| {
        tag(&repo, name, made_as, |payload| {
            let file = home.path().join("payload");
            std::io::Write::write_all(&mut fs::File::create(&file).unwrap(), payload.as_bytes()).unwrap();
            let args = [
                "--faked-system-time",
                "20260110T120000!",
                "--armor",
                "--local-user",
                by,
                "--detach-sign",
                "--output",
                "-",
                "payload",
            ];
            gpg(&args).unwrap().1
        });
    };
    signed("ada@example.invalid", "v1.0.0", "v1.0.0");
    signed("eve@example.invalid", "v1.1.0", "v1.1.0");
    signed("ada@example.invalid", "v1.2.0", "v1.0.0");
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    let said = build(&repo, &site);
    assert_eq!(judged(&site, "v1.0.0"), ["good", "expired", "verified"], "{said}");
    assert_eq!(judged(&site, "v1.1.0"), ["unknown-key", "unknown-key", "unsupported"]);
    assert_eq!(judged(&site, "v1.2.0"), ["bad", "bad", "failed"]);
    let signer = release(&site, "v1.0.0")["release"]["tag"]["signed"]["signer"].clone();
    assert_eq!(signer, "ada@example.invalid");
    let _ = run(home.path(), "gpgconf", &["--kill", "all"], &env);
}
