#ifndef BINDERY_CLIENT_IMPL_AWAITED_CREDENTIALS_HPP
#define BINDERY_CLIENT_IMPL_AWAITED_CREDENTIALS_HPP

#include <bindery/client/impl/errand_call.hpp>
#include <bindery/client/start.hpp>

#include <optional>

namespace bindery::detail {

/// Gets credentials by asynchronous exchanges, on the executor of the call whose turn it was. Lives as long as one is
/// under way; when that is abandoned with its execution context, the turn is another call's.
class credentials_flight final : public std::enable_shared_from_this<credentials_flight> {
public:
    credentials_flight(std::shared_ptr<kept_credentials> to, const boost::asio::any_io_executor& executor)
        : to_(std::move(to)), executor_(executor), world_(*to_),
          until_(clock::now() + finite_time(to_->options().timeout)) {}
    ~credentials_flight() {
        if (!landed_)
            to_->give_up();
    }

    void begin() { go_on(to_->source().begin(world_)); }

private:
    using clock = std::chrono::steady_clock;

    struct leg final : completion {
        explicit leg(std::shared_ptr<credentials_flight> whose) : of(std::move(whose)) {}
        void complete(result<void> outcome) override { of->go_on(of->asked_->then(std::move(outcome), of->world_)); }
        std::shared_ptr<credentials_flight> of;
    };

    void go_on(result<protocol::credentials_step> step) {
        if (auto* const ask = step ? std::get_if<protocol::errand>(&*step) : nullptr) {
            const auto left = std::chrono::floor<std::chrono::milliseconds>(until_ - clock::now());
            asked_.emplace(std::move(*ask), to_->options().tls, (std::max)(left, std::chrono::milliseconds(1)));
            start(asked_->client(), asked_->erased(), executor_, std::make_unique<leg>(shared_from_this()));
            return;
        }
        landed_ = true;
        to_->settle(found_in(std::move(step)));
    }

    std::shared_ptr<kept_credentials> to_;
    boost::asio::any_io_executor executor_;
    process_surroundings world_;
    clock::time_point until_;
    std::optional<errand_call> asked_;
    bool landed_ = false;
};

/// Sees to it that credentials are got when it is time. False: there are none yet, and the caller has to wait.
inline bool see_to_credentials(const std::shared_ptr<kept_credentials>& kept,
                               const boost::asio::any_io_executor& executor) {
    switch (kept->next()) {
    case kept_credentials::turn::get:
        std::make_shared<credentials_flight>(kept, executor)->begin();
        return kept->has_good() || kept->is_settled();
    case kept_credentials::turn::wait:
        return false;
    default:
        return true;
    }
}

} // namespace bindery::detail

#endif
