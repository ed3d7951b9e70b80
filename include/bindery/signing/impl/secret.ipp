#ifndef BINDERY_SIGNING_IMPL_SECRET_IPP
#define BINDERY_SIGNING_IMPL_SECRET_IPP

#include <bindery/signing/secret.hpp>

#include <openssl/crypto.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace bindery::signing {

BINDERY_DECL secret::secret(kept, std::string_view text)
    : text_(text.empty() ? nullptr : new char[text.size()]), size_(text.size()) {
    std::copy(text.begin(), text.end(), text_.get());
}

BINDERY_DECL secret::secret(const secret& other) : secret(kept{}, other.reveal()) {}

BINDERY_DECL secret::secret(secret&& other) noexcept
    : text_(std::move(other.text_)), size_(std::exchange(other.size_, 0)) {}

BINDERY_DECL secret& secret::operator=(const secret& other) {
    if (this != &other)
        *this = secret(other);
    return *this;
}

BINDERY_DECL secret& secret::operator=(secret&& other) noexcept {
    if (this != &other) {
        wipe();
        text_ = std::move(other.text_);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

BINDERY_DECL secret::~secret() {
    wipe();
}

BINDERY_DECL void secret::wipe() noexcept {
    if (text_)
        OPENSSL_cleanse(text_.get(), size_);
    text_.reset();
    size_ = 0;
}

BINDERY_DECL bool secret::equals(const secret& other) const noexcept {
    return size_ == other.size_ && (size_ == 0 || CRYPTO_memcmp(text_.get(), other.text_.get(), size_) == 0);
}

BINDERY_DECL std::ostream& secret::print(std::ostream& out) const {
    return empty() ? out : out << "***";
}

} // namespace bindery::signing

#endif
