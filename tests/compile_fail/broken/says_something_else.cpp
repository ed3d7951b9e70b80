// The compiler refuses says_something_else without saying
// expect: text_is_longer_than_the_api_allows
int main() {
#ifdef BINDERY_MUST_NOT_COMPILE
    return nowhere;
#endif
}
