// expects_nothing expects no text of the compiler
int main() {
#ifdef BINDERY_MUST_NOT_COMPILE
    return nowhere;
#endif
}
