#ifndef BINDERY_SIGNING_SECRET_HPP
#define BINDERY_SIGNING_SECRET_HPP

#include <bindery/detail/config.hpp>

#include <concepts>
#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string_view>

namespace bindery::signing {

/// Text that must not be seen: a secret key, a session token. Its memory is wiped when it is overwritten, moved from
/// or destroyed; printed, it reads `***`; it becomes text again only through `reveal`. Comparison takes the same time
/// wherever two secrets of equal length differ. Distinct objects may be used by distinct threads.
class secret {
public:
    secret() noexcept = default;

    /// Copies `text`. Wiping the original is up to its owner.
    template <class Text>
        requires std::convertible_to<const Text&, std::string_view>
    secret(const Text& text) : secret(kept{}, text) {}

    BINDERY_DECL secret(const secret& other);
    BINDERY_DECL secret(secret&& other) noexcept;
    BINDERY_DECL secret& operator=(const secret& other);
    BINDERY_DECL secret& operator=(secret&& other) noexcept;
    BINDERY_DECL ~secret();

    /// The text itself, valid until the secret is changed or destroyed. Whoever asks keeps it out of logs and messages.
    std::string_view reveal() const noexcept { return {text_.get(), size_}; }

    bool empty() const noexcept { return size_ == 0; }

    friend bool operator==(const secret& a, const secret& b) noexcept { return a.equals(b); }

    /// Prints `***`, or nothing when there is no secret.
    friend std::ostream& operator<<(std::ostream& out, const secret& hidden) { return hidden.print(out); }

private:
    struct kept {};

    BINDERY_DECL secret(kept, std::string_view text);
    BINDERY_DECL void wipe() noexcept;
    BINDERY_DECL bool equals(const secret& other) const noexcept;
    BINDERY_DECL std::ostream& print(std::ostream& out) const;

    std::unique_ptr<char[]> text_;
    std::size_t size_ = 0;
};

} // namespace bindery::signing

#ifndef BINDERY_COMPILED
#include <bindery/signing/impl/secret.ipp>
#endif

#endif
