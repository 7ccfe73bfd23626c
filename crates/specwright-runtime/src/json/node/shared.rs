//! The items of an array or the properties of an object, shared between trees.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// A list that is cloned in constant time, and copied when a clone of it is changed. An empty one takes no memory.
///
/// Its [address](Self::address) identifies it: a verdict on a value holds for every clone, so that each value is judged once,
/// wherever it is moved to.
pub struct Shared<T>(Option<Rc<Vec<T>>>);

impl<T> Shared<T> {
    /// Returns the address, which is unique while this list or a clone of it exists; `None` if the list is empty.
    pub(crate) fn address(&self) -> Option<usize> {
        let list = self.0.as_ref().filter(|list| !list.is_empty());
        list.map(|list| Rc::as_ptr(list).addr())
    }
}

/// Appends an item. A long list is not reserved twice its size, which would be most of the memory that a body takes.
pub(super) fn push<T>(list: &mut Vec<T>, item: T) {
    const LONG: usize = 1 << 12;
    if list.len() == list.capacity() && list.len() >= LONG {
        list.reserve_exact(list.len() / 4);
    }
    list.push(item);
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: 'static> Deref for Shared<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        self.0.as_deref().unwrap_or(const { &Vec::new() })
    }
}

impl<T: Clone + 'static> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        Rc::make_mut(self.0.get_or_insert_default())
    }
}

/// Frees excess capacity, since lists live longer than they grow.
impl<T> From<Vec<T>> for Shared<T> {
    fn from(mut list: Vec<T>) -> Self {
        if list.capacity() > list.len() + list.len() / 4 {
            list.shrink_to_fit();
        }
        Self((!list.is_empty()).then(|| Rc::new(list)))
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

/// The list itself, unless it is shared: then a copy, whose own lists are still shared.
impl<T: Clone> IntoIterator for Shared<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0
            .map(Rc::unwrap_or_clone)
            .unwrap_or_default()
            .into_iter()
    }
}

impl<'a, T: 'static> IntoIterator for &'a Shared<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(f)
    }
}
