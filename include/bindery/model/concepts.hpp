#ifndef BINDERY_MODEL_CONCEPTS_HPP
#define BINDERY_MODEL_CONCEPTS_HPP

#include <bindery/model/operation.hpp>

#include <concepts>
#include <type_traits>

namespace bindery {

/// An input structure as the generator emits it: the members of the request, `Output`, the declared errors, and
/// `about`.
template <class T>
concept operation_input = std::is_aggregate_v<T> && requires {
    typename T::Output;
    typename T::errc;
    typename T::provider;
    typename T::region;
    { T::about } -> std::same_as<const operation&>;
};

/// An operation whose answer comes in pages: its page has the fact Pages.
template <class T>
concept paged_operation = operation_input<T> && !T::about.pages.items.empty();

/// An operation that tells of a state which comes to an end: its page has the fact Wait.
template <class T>
concept awaited_operation = operation_input<T> && !T::about.wait.state.empty();

/// The enumeration of an operation's declared errors: `declared_errors(e)` lists them in the enumerators' order.
template <class T>
concept declared_errc = std::is_enum_v<T> && requires(T code) {
    { declared_errors(code) } -> std::convertible_to<std::span<const api_error>>;
};

/// The declared error that an enumerator stands for.
template <declared_errc Errc>
constexpr const api_error& describe(Errc code) noexcept {
    return declared_errors(code)[static_cast<std::size_t>(code)];
}

} // namespace bindery

#endif
