"""Phone numbers as people write them: what the core keeps as digits, spelt and checked by phonenumberslite."""


def format(normal: str, country: str = "") -> str:  # noqa: A001 - phones.format(...) says what it does
    """A normal form in international spelling, "+34 600 11 12 22"; what is no full number comes back as it is.

    `country` is the ISO code that digits without calling code are tried with.
    """
    import phonenumbers  # noqa: PLC0415 - door: phonenumberslite, 20 ms

    possible = normal
    for spelled, region in (("+" + normal, None), (normal, country.upper())):
        try:
            number = phonenumbers.parse(spelled, region)
        except phonenumbers.NumberParseException:
            continue
        text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        if phonenumbers.is_valid_number(number):
            return text
        if region is None and phonenumbers.is_possible_number(number):
            possible = text
    return possible
