// A second translation unit of the same headers: header-only must not mean defined twice.
#include <bindery/types.hpp>

int lengths_of_other() {
    bindery::text<bindery::length<0, 50>> text = "other";
    return static_cast<int>(text.view().size());
}
