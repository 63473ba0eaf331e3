//! One blob through the readers, and what is said of a file that no reader knows.

pub mod blob;
pub mod broken;
pub mod file;
pub mod image;
pub mod likeness;
pub mod nearest;
pub mod pointer;
pub mod unread_time;
