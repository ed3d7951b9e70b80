#ifndef BINDERY_SIGNING_DETAIL_FUNCTION_REF_HPP
#define BINDERY_SIGNING_DETAIL_FUNCTION_REF_HPP

#include <concepts>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace bindery::signing::detail {

template <class Signature>
class function_ref;

/// A callable that lives at least as long as the call it is passed to. Copies nothing, allocates nothing.
template <class Result, class... Arguments>
class function_ref<Result(Arguments...)> {
public:
    template <class Callable>
        requires(!std::same_as<std::remove_cvref_t<Callable>, function_ref> &&
                 std::is_invocable_r_v<Result, Callable&, Arguments...>)
    function_ref(Callable&& callable) noexcept
        : callable_(const_cast<void*>(static_cast<const void*>(std::addressof(callable)))),
          call_([](void* target, Arguments... arguments) -> Result {
              return std::invoke(*static_cast<std::remove_reference_t<Callable>*>(target),
                                 std::forward<Arguments>(arguments)...);
          }) {
        static_assert(!std::is_function_v<std::remove_reference_t<Callable>>, "pass a lambda that calls the function");
    }

    Result operator()(Arguments... arguments) const { return call_(callable_, std::forward<Arguments>(arguments)...); }

private:
    void* callable_;
    Result (*call_)(void*, Arguments...);
};

} // namespace bindery::signing::detail

#endif
