#[failure(JobFailed, error, external_execution_id = .run, "{value} {list:?} {path}")]
struct Generic<'a, T: Clone = u8, R = u8, E = io::Error, const N: usize = 1>
where
    T: PartialEq,
{
    value: &'a T,
    list: [T; N],
    path: &'a Path,
    run: Option<R>,
    source: Box<E>,
}
