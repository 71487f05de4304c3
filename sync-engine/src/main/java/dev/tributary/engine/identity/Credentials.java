package dev.tributary.engine.identity;

/** What a password is compared with, and who it is if they match. */
record Credentials(Caller.Person person, String passwordHash) {

    @Override
    public String toString() {
        return "Credentials[" + person.name() + "]";
    }
}
