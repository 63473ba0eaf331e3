//! The workflow that publishes the site.

use crate::cli::args::Ci;
use crate::publish::starter::StarterFile;
use std::path::Path;

/// The workflow, where the build server looks for it.
pub(super) fn file(ci: Ci, branch: Option<&str>, root: &Path) -> StarterFile {
    let (path, text) = match ci {
        Ci::Github => (".github/workflows/releases.yml", include_str!("../../../content/init/github.yml")),
        // One that is there stays: the job can be included.
        Ci::Gitlab if root.join(".gitlab-ci.yml").exists() => {
            (".gitlab/releases.yml", include_str!("../../../content/init/gitlab.yml"))
        }
        Ci::Gitlab => (".gitlab-ci.yml", include_str!("../../../content/init/gitlab.yml")),
        Ci::Script => ("publish-releases.sh", include_str!("../../../content/init/publish.sh")),
    };
    let text = text.replace("VERSION", env!("CARGO_PKG_VERSION")).replace("BRANCH", branch.unwrap_or("main"));
    StarterFile { path: path.to_owned(), text, grows: false }
}
