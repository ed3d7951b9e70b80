#ifndef BINDERY_STORE_REDIS_IMPL_PIPELINE_HPP
#define BINDERY_STORE_REDIS_IMPL_PIPELINE_HPP

#include <bindery/error.hpp>
#include <bindery/store/redis/impl/codec.hpp>
#include <bindery/store/redis/impl/scripts.hpp>
#include <bindery/store/redis/options.hpp>

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace bindery::store::detail {

/// The steps under way on one connection after the other, without a socket: what there is to send, whose the replies
/// are, and what has to be sent again. All steps may be: none does anything the second time. For one thread at a time;
/// receivers are called inside.
class redis_pipeline {
public:
    using time_point = std::chrono::steady_clock::time_point;
    using receiver = std::function<void(result<redis_reply>)>;

    struct step {
        redis_script script{};
        std::vector<std::string> keys{};
        std::vector<std::string> arguments{};
        receiver done{};
        time_point until{};
        bool spelled_out = false; ///< since Redis has forgotten the script
    };

    explicit redis_pipeline(const redis_options& options) : options_(options) {}

    bool is_full() const noexcept { return waiting_.size() + sent_.size() >= options_.max_waiting; }
    bool is_empty() const noexcept { return waiting_.empty() && sent_.empty(); }
    /// The connection is there, and Redis has answered the greeting.
    bool is_greeted() const noexcept { return replies_to_greeting_ == greeting_size_ && greeting_size_ != 0; }
    /// Since the greeting.
    bool has_answered() const noexcept { return has_answered_; }

    void push(step next) {
        waiting_.push_back(std::move(next));
        if (is_greeted())
            write_waiting();
    }

    /// There is a new connection.
    void connected() {
        reader_.emplace();
        output_.clear();
        has_answered_ = false;
        replies_to_greeting_ = greeting_size_ = 0;
        if (!options_.user.empty())
            greet({"AUTH", options_.user, options_.password});
        else if (!options_.password.empty())
            greet({"AUTH", options_.password});
        const std::string database = std::to_string(options_.database);
        greet({"SELECT", database});
        for (const std::string_view script : redis_scripts)
            greet({"SCRIPT", "LOAD", script});
    }
    /// The connection is gone: what was not answered will be sent again.
    void disconnected() {
        reader_.reset();
        output_.clear();
        greeting_size_ = 0;
        while (!sent_.empty()) {
            if (sent_.back().done != nullptr)
                waiting_.push_front(std::move(sent_.back()));
            sent_.pop_back();
        }
    }

    /// Takes all that is to be sent.
    std::string take_output() noexcept { return std::exchange(output_, {}); }

    /// Nothing, or why the connection is of no use any more.
    std::optional<error> received(std::string_view bytes) {
        if (!reader_->feed(bytes))
            return garbled();
        while (redis_reply* reply = reader_->next()) {
            if (!is_greeted()) {
                if (auto failure = greeted(*reply))
                    return failure;
            } else if (sent_.empty()) {
                return garbled();
            } else {
                answer(*reply);
            }
        }
        return reader_->failed() ? std::optional(garbled()) : std::nullopt;
    }

    /// When to look for steps whose time is up.
    std::optional<time_point> next_expiry() const noexcept {
        if (is_empty())
            return std::nullopt;
        if (waiting_.empty() || sent_.empty())
            return waiting_.empty() ? sent_.front().until : waiting_.front().until;
        return (std::min)(waiting_.front().until, sent_.front().until);
    }
    /// Fails those steps. True: Redis owes an answer for too long.
    bool expire(time_point now) {
        bool owes = false;
        std::vector<receiver> late;
        std::erase_if(waiting_, [&](step& each) {
            if (each.until > now)
                return false;
            owes |= greeting_size_ != 0; // it waits for the answer to the greeting, if there is a connection
            late.push_back(std::move(each.done));
            return true;
        });
        for (step& each : sent_) {
            if (each.until > now)
                continue;
            owes = true;
            if (each.done != nullptr)
                late.push_back(std::exchange(each.done, nullptr));
        }
        for (const receiver& each : late)
            each(error{errc::timeout, "Redis did not answer in time"});
        return owes;
    }
    /// Fails all steps.
    void fail(const error& why) {
        disconnected();
        for (step& each : std::exchange(waiting_, {}))
            each.done(why);
    }

private:
    static error garbled() { return {errc::protocol, "what came is not what Redis answers"}; }

    void greet(std::initializer_list<std::string_view> words) {
        encode({words.begin(), words.size()}, output_);
        ++greeting_size_;
    }
    std::optional<error> greeted(const redis_reply& reply) {
        if (reply.what == redis_reply::kind::error)
            return error{errc::protocol, "Redis refused the greeting: " + reply.text};
        const std::size_t scripts = redis_scripts.size(), left = greeting_size_ - replies_to_greeting_++;
        if (left <= scripts)
            digests_[scripts - left] = reply.text;
        if (is_greeted())
            write_waiting();
        return std::nullopt;
    }

    void answer(redis_reply& reply) {
        step done = std::move(sent_.front());
        sent_.pop_front();
        has_answered_ = true;
        if (done.done == nullptr)
            return;
        if (reply.what != redis_reply::kind::error)
            return done.done(std::move(reply));
        if (!done.spelled_out && reply.text.starts_with("NOSCRIPT")) {
            done.spelled_out = true;
            return push(std::move(done));
        }
        done.done(error{errc::protocol, "Redis refused a step: " + reply.text});
    }

    void write_waiting() {
        for (; !waiting_.empty(); waiting_.pop_front()) {
            step& next = waiting_.front();
            const auto which = static_cast<std::size_t>(next.script);
            words_ = {next.spelled_out ? "EVAL" : "EVALSHA",
                      next.spelled_out ? redis_scripts[which] : std::string_view(digests_[which]),
                      {}};
            const std::string number = std::to_string(next.keys.size());
            words_.back() = number;
            keys_.clear();
            for (const std::string& key : next.keys)
                keys_.push_back(options_.prefix + key);
            words_.insert(words_.end(), keys_.begin(), keys_.end());
            words_.insert(words_.end(), next.arguments.begin(), next.arguments.end());
            encode(words_, output_);
            sent_.push_back(std::move(next));
        }
    }

    redis_options options_;
    std::deque<step> waiting_; ///< to be sent
    std::deque<step> sent_;    ///< and not answered; without receiver when their time is up
    std::string output_;
    std::optional<reply_reader> reader_;
    std::array<std::string, redis_scripts.size()> digests_;
    std::size_t greeting_size_ = 0; ///< commands
    std::size_t replies_to_greeting_ = 0;
    bool has_answered_ = false;
    std::vector<std::string_view> words_;
    std::vector<std::string> keys_;
};

} // namespace bindery::store::detail

#endif
