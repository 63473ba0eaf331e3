//! golive's tests: one binary, a module per stage.

mod read_checklist;
mod read_feedback;
mod read_lighthouse;
mod read_real;
mod read_robust;
mod read_smoke;
mod read_time;
