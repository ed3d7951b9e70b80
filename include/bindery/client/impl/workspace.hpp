#ifndef BINDERY_CLIENT_IMPL_WORKSPACE_HPP
#define BINDERY_CLIENT_IMPL_WORKSPACE_HPP

#include <bindery/protocol/provider.hpp>
#include <bindery/protocol/serialize.hpp>
#include <bindery/signing/digest.hpp>

#include <openssl/rand.h>

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

namespace bindery::detail {

/// What a call works with besides a socket, and what calls one after the other reuse: buffers, the signing workspaces.
class workspace {
public:
    workspace() = default;
    workspace(const workspace&) = delete;
    /// What it carried may have been secret.
    ~workspace() {
        for (buffer* each : {&request.body, &response.body, &output, &input, &decoded})
            if (each->capacity() != 0)
                signing::detail::wipe(each->room(0) - each->size(), each->capacity());
    }

    /// Text that no other request has: drawn once, then counted on, since what a nonce needs is to be new.
    /// Empty when the random source fails.
    std::string_view next_nonce() noexcept {
        constexpr std::size_t counted = 8; // of the digits
        if (nonces_ == 0) {
            unsigned char drawn[sizeof nonce_ / 2];
            if (RAND_bytes(drawn, sizeof drawn) != 1)
                return {};
            for (std::size_t i = 0; i != sizeof nonce_; ++i)
                nonce_[i] = hex_digits[(drawn[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15];
        }
        std::uint32_t number = nonces_++;
        for (std::size_t i = 0; i != counted; ++i, number >>= 4)
            nonce_[sizeof nonce_ - 1 - i] = hex_digits[number & 15];
        return {nonce_, sizeof nonce_};
    }

    protocol::request_writer& writer_for(const protocol::provider& cloud, std::span<const protocol::scheme> chosen) {
        for (auto& [provider, writer] : writers_)
            if (provider == &cloud)
                return *writer;
        for (const protocol::scheme& each : chosen)
            if (each.provider == cloud.name())
                return *writers_.emplace_back(&cloud, each.make_writer(each)).second;
        return *writers_.emplace_back(&cloud, cloud.make_writer()).second;
    }

    /// Puts the request together as it goes over the wire.
    void serialize(std::string_view before_target = {}, std::string_view more_fields = {}) {
        output.clear();
        protocol::serialize(request, output, before_target, more_fields);
    }

    /// Where to read to: more of it when the last read filled it.
    std::span<char> input_room() {
        const std::size_t size = (std::max)(first_read, input.space());
        return {input.room(size), size};
    }
    void received(std::size_t bytes) {
        char* const from = input.room(0);
        const bool filled = bytes == input.space();
        input.commit(from + bytes);
        if (filled)
            input.room((std::min)(input.size() * 3, largest_read));
    }

    /// Gives back what only an unusually large call needs, before the next one.
    void rest() noexcept {
        drop_above(first_read, input);
        for (buffer* each : {&request.body, &response.body, &output, &decoded})
            drop_above(largest_kept, *each);
    }

    protocol::request request;
    protocol::response response;
    buffer output;  ///< the request's bytes
    buffer input;   ///< received bytes, not parsed yet
    buffer decoded; ///< a body, for the time that this takes

private:
    static constexpr std::size_t first_read = 4 * 1024;
    static constexpr std::size_t largest_read = 64 * 1024;
    static constexpr std::size_t largest_kept = 64 * 1024;

    static void drop_above(std::size_t most, buffer& from) noexcept {
        if (from.size() + from.space() > most)
            from = buffer();
    }

    std::vector<std::pair<const protocol::provider*, std::unique_ptr<protocol::request_writer>>> writers_;
    static constexpr char hex_digits[] = "0123456789abcdef";
    char nonce_[32];
    std::uint32_t nonces_ = 0; ///< given out since the last draw; at 2^32 it is drawn anew
};

} // namespace bindery::detail

#endif
