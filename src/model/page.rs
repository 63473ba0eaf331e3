//! Which page an address means.

/// An address whose loopback host and port are made the same: a report of `http://127.0.0.1:34611/` and one of
/// `http://localhost:44697/` tell of the same page, for test servers take any free port.
pub fn without_loopback_port(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let Some((authority, tail)) = rest.split_at_checked(end) else { return url.to_owned() };
    let host = match authority.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
        Some((v6, _)) => v6,
        None => authority.split(':').next().unwrap_or(authority),
    };
    let loopback = host.eq_ignore_ascii_case("localhost")
        || host == "::1"
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified());
    if loopback { format!("{scheme}://localhost{tail}") } else { url.to_owned() }
}

/// Whether two addresses are of one page: the same host but for `www.` and a loopback port, the same path but for a last stroke or
/// `index.html`, and the same route behind `#/` where both have one. Scheme and query tell no page from another.
pub fn is_same_page(a: &str, b: &str) -> bool {
    let ((place, route), (other, other_route)) = (page(a), page(b));
    place == other && (route.is_empty() || other_route.is_empty() || route == other_route)
}

/// Whether an address is of a page that is asked for, with its query where that has one.
pub fn is_of_page(url: &str, asked: &str) -> bool {
    let query = |url: &str| {
        let before = url.split('#').next().unwrap_or_default();
        before.split_once('?').map(|(_, query)| query.to_owned())
    };
    is_same_page(url, asked) && query(asked).is_none_or(|asked| query(url) == Some(asked))
}

/// A page: host and path, and the route behind `#/`.
fn page(url: &str) -> (String, String) {
    let url = without_loopback_port(url);
    let rest = url.split_once("://").map_or(&*url, |(_, rest)| rest);
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let rest = rest.split('?').next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let host = host.trim_start_matches("www.").trim_end_matches(":80").trim_end_matches(":443");
    let path = path.trim_end_matches("index.html").trim_end_matches('/');
    let route = fragment.trim_start_matches('!').trim_end_matches('/');
    (format!("{host}/{path}"), if route.starts_with('/') { route.to_owned() } else { String::new() })
}
