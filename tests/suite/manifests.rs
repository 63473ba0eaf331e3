//! Claims about manifests: the version that each tells, and what is left to a build.

use golive::config::Sources;
use golive::model::project::FieldValue;
use golive::model::version::{VersionNumber, of_tag, same};
use golive::read::manifest;

/// `field=version:line`, `(…)` for what a build computes.
fn told(path: &str, text: &str) -> String {
    let fields = manifest::versions(path, text).into_iter().map(|field| {
        let value = match field.value {
            FieldValue::Literal(version) => version,
            FieldValue::Computed(words) => format!("({words})"),
            FieldValue::Inherited => "inherited".into(),
        };
        format!("{}={value}:{}", field.name, field.line)
    });
    fields.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_manifest_tells_its_version_and_line() {
    let cases = [
        ("Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.2.3\"\n", "version=1.2.3:3"),
        ("a/Cargo.toml", "[package]\nversion.workspace = true\n", "version=inherited:2"),
        ("Cargo.toml", "[workspace.package]\nversion = \"2.0.0\"\n", "workspace.package.version=2.0.0:2"),
        ("Cargo.toml", "[dependencies]\nversion = \"9\"\n", ""),
        ("package.json", "{\n\"version\": \"1.2.3\"}", "version=1.2.3:2"),
        ("package.json", "{\"dependencies\": {\"version\": \"9\"}}", ""),
        ("lerna.json", "{\"version\": \"independent\"}", "version=(independent):1"),
        ("pyproject.toml", "[project]\nversion = \"1.2.3\"\n", "project.version=1.2.3:2"),
        ("pyproject.toml", "[project]\ndynamic = [\"version\"]\n", "project.version=(dynamic):2"),
        ("pyproject.toml", "[tool.poetry]\nversion = \"1.2.3\"\n", "tool.poetry.version=1.2.3:2"),
        ("setup.cfg", "[options]\nversion = 9\n[metadata]\nversion = 1.2.3\n", "metadata.version=1.2.3:4"),
        ("setup.cfg", "[metadata]\nversion = attr: a.__version__\n", "metadata.version=(attr:):2"),
        ("setup.py", "setup(\n    name='a',\n    version='1.2.3',\n)\n", "version=1.2.3:3"),
        ("setup.py", "setup(version=read_version())\n", "version=(read_version():1"),
        ("a/__init__.py", "__version__ = \"1.2.3\"\n", "__version__=1.2.3:1"),
        (
            "pom.xml",
            "<project>\n<parent><version>9</version></parent>\n<version>1.2.3</version>\n</project>",
            "version=1.2.3:3",
        ),
        ("pom.xml", "<project><parent><version>1.2.3</version></parent></project>", "parent.version=1.2.3:1"),
        ("pom.xml", "<project><version>${revision}</version></project>", "version=(${revision}):1"),
        (
            "pom.xml",
            "<project><dependencies><dependency><version>9</version></dependency></dependencies></project>",
            "",
        ),
        ("gradle.properties", "org.x=1\nversion=1.2.3\n", "version=1.2.3:2"),
        ("build.gradle", "plugins { id 'a' version '9' }\nversion '1.2.3'\n", "version=1.2.3:2"),
        ("build.gradle.kts", "version = \"1.2.3\"\n", "version=1.2.3:1"),
        ("build.gradle", "version = project.property('v')\n", "version=(project.property('v'):1"),
        (
            "Chart.yaml",
            "name: a\nversion: 0.4.1\nappVersion: \"1.2.3\"\ndependencies:\n  - version: 9\n",
            "version=0.4.1:2 appVersion=1.2.3:3",
        ),
        (
            "a.csproj",
            "<Project>\n<PropertyGroup><Version>1.2.3</Version></PropertyGroup></Project>",
            "Version=1.2.3:2",
        ),
        (
            "Directory.Build.props",
            "<Project><PropertyGroup><Version>$(V)</Version></PropertyGroup></Project>",
            "Version=($(V)):1",
        ),
        ("composer.json", "{\"version\": \"1.2.3\"}", "version=1.2.3:1"),
        ("mix.exs", "def project do\n  [app: :a,\n   version: \"1.2.3\"]\n", "version=1.2.3:3"),
        ("a.gemspec", "  spec.version = \"1.2.3\"\n", "version=1.2.3:1"),
        ("a.gemspec", "  spec.version = A::VERSION\n", "version=(A::VERSION):1"),
        ("lib/a/version.rb", "module A\n  VERSION = \"1.2.3\"\nend\n", "VERSION=1.2.3:2"),
        ("version.go", "package a\n\nconst Version = \"v1.2.3\"\n", "VERSION=1.2.3:3"),
        ("pubspec.yaml", "name: a\nversion: 1.2.3+45\n", "version=1.2.3+45:2"),
        ("VERSION", "1.2.3\n", "version=1.2.3:1"),
        ("VERSION", "the version\nof this is told elsewhere\n", ""),
        (
            "CMakeLists.txt",
            "cmake_minimum_required(VERSION 3.20)\nproject(a\n  VERSION 1.2.3)\n",
            "VERSION=1.2.3:3",
        ),
        ("CMakeLists.txt", "project(a VERSION ${V})\n", "VERSION=(${V}):1"),
        ("go.mod", "module a/v2\n", ""),
    ];
    for (path, text, expected) in cases {
        assert_eq!(told(path, text), expected, "{path}: {text}");
    }
}

#[test]
fn every_manifest_that_is_tracked_can_be_read() {
    for glob in Sources::default().manifests {
        assert!(manifest::is_manifest(&glob.replace("**/", "").replace('*', "a")), "{glob}");
    }
}

#[test]
fn broken_manifests_tell_nothing() {
    for path in ["Cargo.toml", "package.json", "pom.xml", "setup.cfg", "CMakeLists.txt", "mix.exs", "VERSION"]
    {
        for text in ["", "{", "<project><version>", "[package\nversion", "\u{0}", "project("] {
            assert_eq!(told(path, text), "", "{path}: {text}");
        }
    }
    assert_eq!(told("pom.xml", &"<a>".repeat(100_000)), "");
}

#[test]
fn two_spellings_of_one_version_are_the_same() {
    for (a, b) in [
        ("v1.1.0", "1.1"),
        ("1.1.0-rc.1", "1.1.0rc1"),
        ("1.1.0-alpha.2", "1.1.0a2"),
        ("2026.01.05", "2026.1.5"),
        ("1.2.3+45", "1.2.3"),
        ("1.0.0.Final", "1.0.0"),
    ] {
        assert!(same(a, b), "{a} {b}");
    }
    for (a, b) in [("1.1.0", "1.10.0"), ("1.1.0-SNAPSHOT", "1.1.0"), ("1.1.0-rc.1", "1.1.0-rc.2"), ("x", "x")]
    {
        assert!(!same(a, b), "{a} {b}");
    }
    let number = |text| VersionNumber::parse(text).unwrap();
    assert!(number("1.1.0-rc1").is_before(&number("1.1.0")));
    assert!(!number("2026.01.05a").is_before(&number("2026.01.05")));
}

#[test]
fn a_tags_name_holds_its_version_and_component() {
    for (name, component, version) in [
        ("v1.1.0", None, "1.1.0"),
        ("1.1.0", None, "1.1.0"),
        ("release-1.1.0", None, "1.1.0"),
        ("release1.1.0", None, "1.1.0"),
        ("Release/v1.1.0", None, "1.1.0"),
        ("v2025.10.14a", None, "2025.10.14a"),
        ("web-v1.1.0", Some("web"), "1.1.0"),
        ("@team/web@1.1.0", Some("@team/web"), "1.1.0"),
        ("k8s-agent/v1.1.0-rc.1", Some("k8s-agent"), "1.1.0-rc.1"),
    ] {
        let tag = of_tag(name).unwrap();
        assert_eq!((tag.component, tag.version), (component, version), "{name}");
    }
    assert_eq!(of_tag("latest"), None);
    assert_eq!(of_tag("k8s"), None);
}
