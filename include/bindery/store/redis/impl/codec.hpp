#ifndef BINDERY_STORE_REDIS_IMPL_CODEC_HPP
#define BINDERY_STORE_REDIS_IMPL_CODEC_HPP

// Redis' protocol, by hiredis.

#include <bindery/store/redis/reply.hpp>

#include <hiredis/hiredis.h>

#include <array>
#include <memory>
#include <new>
#include <span>
#include <string_view>

namespace bindery::store::detail {

/// Appends a command of at most 16 words to what is to be sent.
inline void encode(std::span<const std::string_view> words, std::string& out) {
    std::array<const char*, 16> texts;
    std::array<std::size_t, 16> sizes;
    for (std::size_t i = 0; i != words.size(); ++i) {
        texts[i] = words[i].data();
        sizes[i] = words[i].size();
    }
    char* command = nullptr;
    const int size = ::redisFormatCommandArgv(&command, static_cast<int>(words.size()), texts.data(), sizes.data());
    if (size < 0)
        throw std::bad_alloc();
    const std::unique_ptr<char, void (*)(char*)> owned(command, ::redisFreeCommand);
    out.append(command, static_cast<std::size_t>(size));
}

/// Makes replies of received bytes, however they are cut. Only of the kinds that scripts here answer with: a reply with
/// elements is an error, and so is one that is too long.
class reply_reader {
public:
    reply_reader() : reader_(::redisReaderCreateWithFunctions(&functions()), ::redisReaderFree) {
        if (reader_ == nullptr)
            throw std::bad_alloc();
        reader_->privdata = &reply_;
    }

    /// False: this is no such reply, now or before.
    bool feed(std::string_view bytes) noexcept {
        return ::redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) == REDIS_OK;
    }
    /// The next reply that is complete; null: there is none. `failed` tells whether there never will be.
    redis_reply* next() noexcept {
        void* complete = nullptr;
        failed_ =
            ::redisReaderGetReply(reader_.get(), &complete) != REDIS_OK || reader_->len - reader_->pos > max_reply;
        return failed_ || complete == nullptr ? nullptr : &reply_;
    }
    bool failed() const noexcept { return failed_; }

private:
    static constexpr std::size_t max_reply = 64 * 1024; ///< bytes

    static redis_reply& sink(const redisReadTask* task, redis_reply::kind of) {
        auto& into = *static_cast<redis_reply*>(task->privdata);
        into.what = of;
        return into;
    }
    static void* text(const redisReadTask* task, char* from, std::size_t size) {
        redis_reply& into =
            sink(task, task->type == REDIS_REPLY_ERROR ? redis_reply::kind::error : redis_reply::kind::text);
        into.text.assign(from, size); // at most max_reply
        return &into;
    }
    static void* integer(const redisReadTask* task, long long value) {
        redis_reply& into = sink(task, redis_reply::kind::integer);
        into.integer = value;
        return &into;
    }
    static void* nothing(const redisReadTask* task) { return &sink(task, redis_reply::kind::nothing); }
    template <class Size> // its type differs between versions
    static void* elements(const redisReadTask*, Size) {
        return nullptr;
    }
    static redisReplyObjectFunctions& functions() {
        static redisReplyObjectFunctions made = [] {
            redisReplyObjectFunctions each{};
            each.createString = text;
            each.createArray = elements;
            each.createInteger = integer;
            each.createNil = nothing;
            each.freeObject = [](void*) {};
            return each;
        }();
        return made;
    }

    redis_reply reply_;
    std::unique_ptr<redisReader, void (*)(redisReader*)> reader_;
    bool failed_ = false;
};

} // namespace bindery::store::detail

#endif
