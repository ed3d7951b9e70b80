#ifndef BINDERY_PROTOCOL_REQUEST_ID_HPP
#define BINDERY_PROTOCOL_REQUEST_ID_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bindery::protocol {

/// Names one answered request: the text of a UUID, held in place.
class request_id {
public:
    constexpr request_id() noexcept : request_id(0, 0) {}

    /// A version 4 UUID of 122 of the given bits. Two pairs of numbers give the same id only if they agree in those.
    constexpr request_id(std::uint64_t high, std::uint64_t low) noexcept {
        high = (high & ~std::uint64_t{0xf000}) | 0x4000;
        low = (low & ~(std::uint64_t{0xc} << 60)) | (std::uint64_t{0x8} << 60);
        std::size_t at = 0;
        for (int digit = 0; digit != 32; ++digit) {
            if (digit == 8 || digit == 12 || digit == 16 || digit == 20)
                text_[at++] = '-';
            const std::uint64_t half = digit < 16 ? high : low;
            text_[at++] = "0123456789abcdef"[half >> (60 - 4 * (digit % 16)) & 0xf];
        }
    }

    constexpr std::string_view view() const noexcept { return {text_.data(), text_.size()}; }

private:
    std::array<char, 36> text_{};
};

} // namespace bindery::protocol

#endif
