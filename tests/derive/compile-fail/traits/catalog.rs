use codepipeline_fail::catalog;

struct NotDerived;

fn main() {
    // A type without the derive.
    let _ = catalog::markdown::<NotDerived>();
}
