// The passing control of control_fails does not compile
// expect: nowhere
int main() {
    return nowhere;
}
