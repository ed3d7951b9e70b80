#ifndef BINDERY_SERVER_ROUTER_HPP
#define BINDERY_SERVER_ROUTER_HPP

#include <bindery/protocol/handler.hpp>

#include <utility>
#include <vector>

namespace bindery {

/// The operations that a server serves: `router{[](const vod::ManageTask& input) -> result<vod::ManageTask::Output>
/// {...}, ...}`. Of two handlers of one operation the later one counts.
class router {
public:
    /// Handlers, and callables as `protocol::make_handler` takes them.
    template <class... Handlers>
        requires(!(sizeof...(Handlers) == 1 && (std::same_as<std::remove_cvref_t<Handlers>, router> && ...)))
    explicit router(Handlers&&... handlers) {
        handlers_.reserve(sizeof...(handlers));
        (add(std::forward<Handlers>(handlers)), ...);
    }

    void add(protocol::handler handler) { handlers_.push_back(std::move(handler)); }
    template <class Callable>
        requires(!std::convertible_to<Callable, protocol::handler>)
    void add(Callable&& callable) {
        handlers_.push_back(protocol::make_handler(std::forward<Callable>(callable)));
    }

    const std::vector<protocol::handler>& handlers() const noexcept { return handlers_; }

private:
    std::vector<protocol::handler> handlers_;
};

} // namespace bindery

#endif
