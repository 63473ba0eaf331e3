//! Claims about `.mailmap`, in all forms that git knows.

use golive::discover::mailmap::Mailmap;
use golive::model::commit::Person;
use std::sync::Arc;

const MAP: &str = "# comment <no@no>\n\
Ada Lovelace <ada@work.invalid>\n\
<ada@work.invalid> <ada@home.invalid>\n\
Charles Babbage <cb@work.invalid> <charles@old.invalid>\n\
Charles Babbage <cb@work.invalid> root <root@box.invalid>\n\
Grace Hopper <grace@work.invalid> Admin <root@box.invalid>\n\
broken line\n\
Nobody <unclosed\n\
  Spaced Name   <spaced@work.invalid>   <SPACED@old.invalid>   \n";

fn mapped(name: &str, email: &str) -> String {
    let person = Mailmap::parse(MAP).person(Arc::new(Person { name: name.into(), email: email.into() }));
    format!("{} <{}>", person.name, person.email)
}

#[test]
fn every_form_of_a_line_joins_people_whatever_the_case() {
    for (name, email, want) in [
        ("ada", "ADA@work.invalid", "Ada Lovelace <ADA@work.invalid>"),
        ("Ada at home", "Ada@Home.invalid", "Ada at home <ada@work.invalid>"),
        ("whoever", "charles@OLD.invalid", "Charles Babbage <cb@work.invalid>"),
        ("Root", "root@box.invalid", "Charles Babbage <cb@work.invalid>"),
        ("admin", "ROOT@box.invalid", "Grace Hopper <grace@work.invalid>"),
        ("somebody", "root@box.invalid", "somebody <root@box.invalid>"),
        ("x", "spaced@old.invalid", "Spaced Name <spaced@work.invalid>"),
        ("x", "unclosed", "x <unclosed>"),
        ("x", "no@no", "x <no@no>"),
    ] {
        assert_eq!(mapped(name, email), want);
    }
}
