#include <bindery/types.hpp>

int lengths_of_other();

int main() {
    bindery::text<bindery::length<0, 50>> text = "short";
    return text.view().size() == 5 && lengths_of_other() == 5 ? 0 : 1;
}
